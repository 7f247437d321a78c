"""Where the closing part of a directive begins and ends: Nơi nhận and the signature."""

import re
from collections.abc import Sequence

from core.text import fold_aligned
from ingest.letterheads.people import is_capacity, is_person_name, is_role, looks_like_name
from ingest.structure.annex_heads import is_annex_head
from ingest.structure.lines import Line, cut_cells, is_separator
from ingest.structure.markers import Rank, is_capitals, read_marker

_RECIPIENTS = re.compile(r"n[o0]i\s?nh[a-z]n\s*(?:[:;,.}„]|$)")
_MOTTO = re.compile(r"cong\s*ho.\s*x.\s*h.i\s*ch.\s*ngh|doc\s*lap\s*[-–—]")
_STAMP = re.compile(
    r"(?:ky boi|nguoi ky|gio ky|ngay ky|thoi gian ky|co quan\s*:|dia chi\s*:|email\s*:|ban dien tu|nhu |luu)\b"
)


def opens_closing(lines: Sequence[Line], index: int) -> bool:
    """Recipients or a signature begin at `index`."""
    line = lines[index]
    for cell in cut_cells(line):
        if _RECIPIENTS.match(fold_aligned(cell.text)):
            return True
    if len(line.text) > 90 or not any(_is_signing(cell.text) for cell in cut_cells(line)):
        return False
    return _leads_to_signature(lines, index)


def _is_signing(text: str) -> bool:
    return (
        (is_capacity(text) and len(text) <= 70)
        or is_role(text)
        or (is_capitals(text) and fold_aligned(text).startswith("ban "))
    )


def _leads_to_signature(lines: Sequence[Line], index: int) -> bool:
    """From `index` on there is nothing but offices, rules and remarks until a name, an annex or the end."""
    for line in lines[index : index + 12]:
        for cell in cut_cells(line):
            if (
                is_person_name(cell.text)
                or fold_aligned(cell.text).startswith(("(da ky", "( da ky", "da ky"))
                or _RECIPIENTS.match(fold_aligned(cell.text))
            ):
                return True
            if not (is_capitals(cell.text) or is_capacity(cell.text) or len(cell.text) <= 12 or is_separator(line)):
                return line.gap > 0 and looks_like_name(cell.text)
        if line is not lines[index] and is_annex_head(line):
            return True
    return index + 12 >= len(lines)


def closing_end(lines: Sequence[Line], index: int, table_lines: frozenset[int]) -> tuple[int, bool]:
    """The index after the closing part that begins at `index`, and whether it holds a name or `Lưu`."""
    signed, filed, start = False, False, index
    while index < len(lines):
        line = lines[index]
        if index in table_lines and not _RECIPIENTS.match(fold_aligned(line.text.lstrip("| "))):
            break
        if index > start and (is_annex_head(line) or not _closes(lines, index, done=signed and filed)):
            break
        texts = [cell.text for cell in cut_cells(line)]
        signed = signed or any(is_person_name(text) for text in texts)
        filed = filed or any(re.search(r"\bl[uư]u\b", text.lower()) for text in texts)
        index += 1
    return index, signed or filed


def _closes(lines: Sequence[Line], index: int, *, done: bool) -> bool:
    line = lines[index]
    marker = read_marker(line.text)
    if marker is not None and marker.rank is not Rank.BULLET and (marker.rank is not Rank.LETTER or line.gap):
        return False
    if len(line.text) > 100 and len(cut_cells(line)) == 1:
        return marker is not None
    cells = cut_cells(line)
    if _MOTTO.search(fold_aligned(line.text)):
        return False
    if done and all(is_capitals(cell.text) and not is_role(cell.text) and not is_capacity(cell.text) for cell in cells):
        return False
    return all(_is_closing_cell(cell.text, lines[index - 1], line) for cell in cells) or is_separator(line)


def _is_closing_cell(text: str, before: Line, line: Line) -> bool:
    folded = fold_aligned(text)
    if is_capitals(text) or text[0] in "-–+*•(_" or len(text) <= 12:
        return True
    named = is_person_name(text) or looks_like_name(text)
    if named or is_capacity(text) or _STAMP.match(folded) or _RECIPIENTS.match(folded):
        return True
    open_list = before.text.rstrip().endswith((";", ",", ":", "-")) or read_marker(before.text) is not None
    return (
        len(text) <= 90
        and line.gap <= 1
        and (open_list or text[0].islower() or (text.rstrip().endswith((";", ".")) and len(text) <= 60))
    )
