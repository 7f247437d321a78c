"""The ways of answering from records, in the order in which they are tried."""

from collections.abc import Callable

from service.answers.asking_context import AskingContext
from service.answers.draft import Draft
from service.answers.letterhead_writer import write_from_letterhead
from service.answers.reference_writer import write_from_references

RECORD_WRITERS: tuple[Callable[[AskingContext], Draft | None], ...] = (
    write_from_letterhead,
    write_from_references,
)
