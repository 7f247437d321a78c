"""Which lines of a directive are letterhead, title, body, closing part (recipients, signature) or annex head."""

from collections.abc import Sequence
from enum import StrEnum

from ingest.structure.annex_heads import annex_head_end, is_annex_head, opens_attachment
from ingest.structure.closing_zone import closing_end, opens_closing
from ingest.structure.head_zone import read_head
from ingest.structure.lines import Line


class Zone(StrEnum):
    HEAD = "head"
    TITLE = "title"
    BODY = "body"
    CLOSE = "close"
    ANNEX = "annex"


def find_zones(lines: Sequence[Line], table_lines: frozenset[int]) -> tuple[Zone, ...]:
    """The zone of each line; `table_lines` are indexes of lines that belong to a table and are body."""
    head = read_head(lines, table_lines)
    zones = [Zone.HEAD] * head.title + [Zone.TITLE] * (head.after_title - head.title)
    zones += [Zone.HEAD] * (head.body - head.after_title) + [Zone.BODY] * (len(lines) - head.body)
    index, closed = head.body, False
    while index < len(lines):
        start, zone = index, Zone.BODY
        if index in table_lines:
            index += 1
        elif is_annex_head(lines[index]) or (closed and opens_attachment(lines, index)):
            index, zone, closed = annex_head_end(lines, index, table_lines), Zone.ANNEX, False
        elif opens_closing(lines, index):
            index, signed = closing_end(lines, index, table_lines)
            zone, closed = Zone.CLOSE, closed or signed
        else:
            index += 1
        zones[start:index] = [zone] * (index - start)
    return tuple(zones)
