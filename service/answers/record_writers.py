"""The ways of answering from records, in the order in which they are tried."""

from collections.abc import Callable

from service.answers.asking_context import AskingContext
from service.answers.cited_head_writer import write_from_citations
from service.answers.draft import Draft
from service.answers.due_writer import write_from_due_states
from service.answers.duty_writer import write_from_duties
from service.answers.effect_writer import write_from_effect
from service.answers.fault_writer import write_from_anomalies
from service.answers.letterhead_writer import write_from_letterhead
from service.answers.outline_writer import write_from_outline
from service.answers.reference_writer import write_from_references
from service.answers.register_writer import write_from_register
from service.answers.report_duty_writer import write_from_report_duties
from service.answers.report_writer import write_from_due_tasks
from service.answers.section_writer import write_from_sections
from service.answers.table_writer import write_from_tables

RECORD_WRITERS: tuple[Callable[[AskingContext], Draft | None], ...] = (
    write_from_anomalies,
    write_from_register,
    write_from_letterhead,
    write_from_citations,
    write_from_effect,
    write_from_due_states,
    write_from_references,
    write_from_tables,
    write_from_outline,
    write_from_due_tasks,
    write_from_report_duties,
    write_from_duties,
    write_from_sections,
)
