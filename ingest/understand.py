"""From pages to a directive: what stands where, who says it, what it cites, what looks wrong. Pure."""

from collections.abc import Sequence

from core.directive import Directive
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


def understand(pages: Sequence[Page]) -> Directive:
    """The directive of `pages`, in reading order, with everything found in it; each item carries its spans."""
    directive = Directive(pages=tuple(pages))
    lines = read_lines(directive)
    tables = read_tables(directive, lines)
    zones = find_zones(lines, frozenset(number for table in tables for number in table.line_numbers))
    pieces = cut_pieces(directive, lines, zones, tables)
    sections, blocks = build_sections(directive, pieces, tables)
    read = Directive(
        pages=directive.pages,
        letterhead=read_letterhead(directive, lines, zones),
        blocks=blocks,
        sections=sections,
        tables=tuple(found.table for found in tables),
    )
    mentions = mentions_of(read)
    read = read.model_copy(
        update={"references": find_references(read, mentions), "abbreviations": find_abbreviations(read)}
    )
    return read.model_copy(update={"anomalies": find_anomalies(read, mentions)})
