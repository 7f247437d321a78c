"""Who signs, in what capacity, and who receives the document: the closing part of a directive."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.directive import Directive
from core.span import Span
from core.text import fold_aligned, squeeze
from ingest.letterheads.people import (
    is_capacity,
    is_name_in_capitals,
    is_person_name,
    is_role,
    looks_like_name,
    without_rank,
)
from ingest.letters import UPPER
from ingest.structure.lines import Cell, Line, cut_cells, is_separator
from ingest.structure.markers import is_capitals
from ingest.structure.zones import Zone

_RECIPIENTS = re.compile(r"n[o0]i\s?nh[a-z]n\s*[:;,.}„]*\s*")
_BULLET = re.compile(r"[-–—+*•]\s*")
_SPLIT_BEFORE_SIGNING = re.compile(
    r"(?<=[;:.])(?<!TM\.)(?<!KT\.)(?<!TL\.)(?<!UQ\.)(?<!\bQ\.)(?<!\bT\.)\s+"
    r"(?=(?:T/?M|K/?T|T/?L|TUQ|Q)\s?[./]|[A-ZĐ]\. [A-ZĐ]{2}"
    rf"|[{UPPER}]{{2,}}(?: [{UPPER}]{{2,}})+\s*$)|\s+(?=\((?:Đã ký|đã ký))"
)
_REMARK = re.compile(r"\(|ky boi|nguoi ky|gio ky|ngay ky|thoi gian ky|da ky")
_COLUMN = 25
"""Lines of one signature stand no further apart than this, in characters."""
_MAX_SIGNERS = 6


class Signature(NamedTuple):
    """Signer and capacity with their places; empty where the text is silent."""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    name_spans: tuple[Span, ...]
    role_spans: tuple[Span, ...]


def closing_cells(line: Line) -> tuple[Cell, ...]:
    """The columns of a closing line: recipients left, signature right, also where one space divides them."""
    cells = []
    for cell in cut_cells(line):
        at = 0
        stops = [(match.start(), match.end()) for match in _SPLIT_BEFORE_SIGNING.finditer(cell.text)]
        for stop, following in [*stops, (len(cell.text), len(cell.text))]:
            words = cell.text[at:stop].strip()
            if words:
                cells.append(
                    Cell(cell.start + at, cell.start + at + len(cell.text[at:stop].rstrip()), words, cell.column + at)
                )
            at = following
    return tuple(cells)


def is_signature_cell(cell: Cell, columns: int) -> bool:
    """The cell belongs to the signature, not to the recipients."""
    text, folded = cell.text, fold_aligned(cell.text)
    if is_capacity(text) or is_role(text) or is_person_name(text) or _REMARK.match(folded):
        return not _BULLET.match(text)
    if _RECIPIENTS.match(folded) or _BULLET.match(text):
        return False
    return (is_capitals(text) and len(text) > 4) or (columns > 1 and cell.column > 30)


def read_signature(directive: Directive, lines: Sequence[Line], zones: Sequence[Zone]) -> Signature:
    """Signer and capacity of the main document (an annex may carry signatures of its own)."""
    names: list[Cell] = []
    roles: list[Cell] = []
    for line in _main_closing(lines, zones):
        cells = closing_cells(line)
        for cell in cells:
            is_expected = bool(roles) and not names and len(cells) == 1 and looks_like_name(cell.text)
            if is_separator(line) or not (is_expected or is_signature_cell(cell, len(cells))):
                continue
            if is_expected or is_person_name(cell.text) or (roles and not names and looks_like_name(cell.text)):
                names.append(cell)
            elif is_capacity(cell.text) or is_role(cell.text) or (not names and _continues_role(roles, cell)):
                roles.append(cell)
    if not names and len(roles) > 1 and is_name_in_capitals(roles[-1].text):
        names.append(roles.pop())
    roles = [role for role in roles if not names or role.start < names[-1].start]
    if not any(is_capacity(cell.text) or is_role(cell.text) for cell in roles):
        roles = []
    return Signature(
        names=tuple(dict.fromkeys(_as_names_are_written(cell.text) for cell in names[:_MAX_SIGNERS])),
        roles=tuple(squeeze(cell.text).strip("*_ ,;") for cell in roles),
        name_spans=_spans(directive, names[:_MAX_SIGNERS]),
        role_spans=_spans(directive, roles),
    )


def _as_names_are_written(text: str) -> str:
    """The name without rank and marks; one in capitals as names are written elsewhere."""
    name = without_rank(squeeze(text).strip("*_ "))
    return " ".join(word.capitalize() for word in name.split()) if is_name_in_capitals(name) else name


def _continues_role(roles: Sequence[Cell], cell: Cell) -> bool:
    if fold_aligned(cell.text).startswith(("ban ", "cong doan ", "doan chu tich")) and is_capitals(cell.text):
        return True
    listed = (
        cell.text.endswith(";") or "," in cell.text or abs(cell.column - roles[-1].column) > _COLUMN if roles else True
    )
    return not listed and is_capitals(cell.text) and len(cell.text) > 6


def _main_closing(lines: Sequence[Line], zones: Sequence[Zone]) -> list[Line]:
    closing: list[Line] = []
    for line, zone in zip(lines, zones, strict=True):
        if zone is Zone.ANNEX and closing:
            break
        if zone is Zone.CLOSE:
            closing.append(line)
    return closing


def _spans(directive: Directive, cells: Sequence[Cell]) -> tuple[Span, ...]:
    return tuple(span for cell in cells for span in directive.spans(cell.start, cell.end))


def read_recipients(
    directive: Directive, lines: Sequence[Line], zones: Sequence[Zone]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Lines of Nơi nhận without dashes and closing marks, and their places."""
    entries: list[list[Cell]] = []
    listed = False
    for line in _main_closing(lines, zones):
        cells = () if is_separator(line) else closing_cells(line)
        for cell in cells:
            opening = _RECIPIENTS.match(fold_aligned(cell.text))
            if opening and not _BULLET.match(cell.text):
                listed = True
                cell = Cell(cell.start + opening.end(), cell.end, cell.text[opening.end() :], cell.column)
            if listed and cell.text.strip("*_ ") and not is_signature_cell(cell, len(cells)):
                _add_entry(entries, cell)
    texts = [squeeze(" ".join(cell.text for cell in entry)) for entry in entries]
    recipients = tuple(name for text in texts for name in _names(text))
    return recipients, tuple(span for entry in entries for span in directive.spans(entry[0].start, entry[-1].end))


def _add_entry(entries: list[list[Cell]], cell: Cell) -> None:
    text = cell.text
    unfinished = bool(entries) and not entries[-1][-1].text.rstrip().endswith((";", ".", ":"))
    new = _BULLET.match(text) or not entries or fold_aligned(text).startswith(("luu", "nhu "))
    if new or not (unfinished or text[0].islower() or text[0] == "("):
        entries.append([cell])
    else:
        entries[-1].append(cell)


def _names(text: str) -> list[str]:
    parts = re.split(r";\s*[-–]\s*", text)
    cleaned = [_BULLET.sub("", part, count=1).strip(" ;,.*_") for part in parts]
    return [part for part in cleaned if len(part) > 1 and not fold_aligned(part).startswith(("ban dien tu", "page"))]
