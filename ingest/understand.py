"""From pages to a directive: what stands where, who says it, what it cites, what looks wrong. Pure."""

from collections.abc import Callable, Sequence

from core.directive import Directive, Letterhead
from core.page import Page
from ingest.anomalies.finding import find_anomalies
from ingest.citations.abbreviations import find_abbreviations
from ingest.citations.references import find_references, mentions_of
from ingest.letterheads.letterhead import read_letterhead
from ingest.structure.blocks import cut_pieces
from ingest.structure.lines import read_lines
from ingest.structure.sections import build_sections
from ingest.structure.zones import find_zones
from ingest.tables.joined_tables import read_tables

Settle = Callable[[Letterhead], Letterhead]
"""Puts what people know of a letterhead in place of what was read."""


def understand(pages: Sequence[Page], *, settle: Settle = lambda head: head) -> Directive:
    """The directive of `pages`, in reading order, with everything found in it; each item carries its spans.

    Args:
        settle: is given the letterhead as read; what is found afterwards rests on the one that it returns.
    """
    directive = Directive(pages=tuple(pages))
    lines = read_lines(directive)
    tables = read_tables(directive, lines)
    zones = find_zones(lines, frozenset(number for table in tables for number in table.line_numbers))
    pieces = cut_pieces(directive, lines, zones, tables)
    sections, blocks = build_sections(directive, pieces, tables)
    read = Directive(
        pages=directive.pages,
        letterhead=settle(read_letterhead(directive, lines, zones)),
        blocks=blocks,
        sections=sections,
        tables=tuple(found.table for found in tables),
    )
    mentions = mentions_of(read)
    read = read.model_copy(
        update={"references": find_references(read, mentions), "abbreviations": find_abbreviations(read)}
    )
    return read.model_copy(update={"anomalies": find_anomalies(read, mentions)})
