"""Which lines of a directive are letterhead, title, body, closing part (recipients, signature) or annex head."""

import re
from collections.abc import Sequence
from enum import StrEnum

from core.text import fold
from ingest.document_kinds import NAME_BY_FOLD
from ingest.document_numbers import NUMBER
from ingest.lines import Cell, Line, cut_cells, is_separator
from ingest.markers import Rank, is_capitals, read_marker
from ingest.people import is_capacity, is_person_name, is_role, looks_like_name

_HEAD_LINES = 60
_LONG_LINE = 140
_RECIPIENTS = re.compile(r"n[o0]i\s?nh[a-z]n\s*(?:[:;,.}„]|$)")
_ADDRESSEES = re.compile(r"(?:k[ii]nh ?(?:gui|trinh|chuyen)\b|.{4,60} dien\s?:$)")
_ANNEX = re.compile(
    r"(?:phu luc|phu bieu|bieu mau|mau so)\s*(?:so\s*)?(?:[ivx]{1,5}|\d{1,2}(?:\.\d+)?[a-z]?|[a-h])?\s*[:.\-–]?(?=\s|$)"
)
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh |gui |dinh )?kem theo\b|\(?\s*ban hanh theo\b")
_OPENERS = re.compile(
    r"(?:can cu|thuc hien|trien khai|theo|de|nham|ngay|trong|tiep theo|vua qua|sau khi|phuc dap|tra loi|duoc su"
    r"|hien nay|thoi gian|xet|nhan dip|ngay sau|qua|uy ban|ban thuong vu|bo|so|phong|van phong|- can cu)\b"
)
_FIRM_OPENERS = re.compile(r"(?:-\s*)?(?:can cu|xet de nghi|theo de nghi|pursuant)\b")
_MOTTO = re.compile(r"cong\s*ho.\s*x.\s*h.i\s*ch.\s*ngh|doc\s*lap\s*[-–—]")
_STAMP = re.compile(
    r"(?:ky boi|nguoi ky|gio ky|ngay ky|thoi gian ky|co quan\s*:|dia chi\s*:|email\s*:|ban dien tu|nhu |luu)\b"
)
_KIND_AND_ORDINAL = re.compile(r"(?:so )?\d{1,2}|[ivx]{1,4}")


class Zone(StrEnum):
    HEAD = "head"
    TITLE = "title"
    BODY = "body"
    CLOSE = "close"
    ANNEX = "annex"


def find_zones(lines: Sequence[Line], table_lines: frozenset[int]) -> tuple[Zone, ...]:
    """The zone of each line; `table_lines` are indexes of lines that belong to a table and are body."""
    zones = [Zone.BODY] * len(lines)
    index = _mark_head(lines, zones, table_lines)
    closed = False
    while index < len(lines):
        if index in table_lines:
            index += 1
            continue
        if is_annex_head(lines[index]) or (closed and _opens_attachment(lines, index)):
            index, closed = _mark_annex(lines, zones, index, table_lines), False
        elif opens_closing(lines, index):
            index, signed = _mark_closing(lines, zones, index, table_lines)
            closed = closed or signed
        else:
            index += 1
    return tuple(zones)


def kind_line(line: Line) -> Cell | None:
    """The cell that names the kind of document (`KẾ HOẠCH`, `Chương trình 3`), or None."""
    for cell in cut_cells(line):
        words = fold(cell.text).split()
        for length in range(min(4, len(words)), 0, -1):
            if " ".join(words[:length]) in NAME_BY_FOLD and _names_kind(cell.text, length):
                return cell
    return None


def _names_kind(text: str, length: int) -> bool:
    words = text.split()
    kind, rest = " ".join(words[:length]), " ".join(words[length:])
    if not rest:
        return is_capitals(kind) or (kind[0].isupper() and kind[1:].islower())
    if not kind[0].isupper() or rest.startswith(":"):
        return False
    if _KIND_AND_ORDINAL.fullmatch(fold(rest)) or is_numbered_title(rest):
        return True
    return is_capitals(kind) and not rest[0].isdigit() and not is_capitals(rest) and fold(words[length]) != "so"


def is_numbered_title(rest: str) -> bool:
    """`số 57-NQ/TW` and nothing more: a published text that opens with its own number."""
    match = NUMBER.search(rest)
    return (
        match is not None
        and match.end() == len(rest.rstrip())
        and fold(rest[: match.start()]).strip() in ("", "so", "so:")
    )


def is_annex_head(line: Line) -> bool:
    """The line opens an annex: PHỤ LỤC II, Phụ lục 1."""
    match = _ANNEX.match(fold(line.text))
    if match is None or len(line.text) > 120:
        return False
    words, rest = line.text[: match.end()].strip(), line.text[match.end() :].strip()
    if is_capitals(words):
        return not rest or is_capitals(rest) or rest.startswith("(") or rest[0].isupper()
    return line.text[0].isupper() and not rest and (words[-1].isdigit() or words[-1] in "IVX.:" or words == "Phụ lục")


def is_body_opening(line: Line) -> bool:
    """The line can only be body: a legal basis, a numbered part, a long paragraph."""
    marker = read_marker(line.text)
    if _FIRM_OPENERS.match(fold(line.text)) or len(line.text) > _LONG_LINE:
        return True
    return marker is not None and marker.rank in (Rank.PART, Rank.CHAPTER, Rank.ROMAN, Rank.ARTICLE, Rank.NUMBER)


def _mark_head(lines: Sequence[Line], zones: list[Zone], table_lines: frozenset[int]) -> int:
    """Marks letterhead and title; the index of the first body line."""
    has_subject = False
    for index, line in enumerate(lines[:_HEAD_LINES]):
        kind = kind_line(line) if index not in table_lines else None
        if kind is not None and not (has_subject and not is_capitals(kind.text)):
            return _mark_title(lines, zones, index)
        has_subject = has_subject or "v/v" in fold(line.text)
        if _ADDRESSEES.match(fold(line.text)):
            end = _addressees_end(lines, index)
            zones[:end] = [Zone.HEAD] * end
            return end
        if is_body_opening(line) or index in table_lines:
            break
    else:
        index = 0
    end = index if any(_is_head_line(line) for line in lines[:index]) else 0
    zones[:end] = [Zone.HEAD] * end
    return end


def _is_head_line(line: Line) -> bool:
    folded = fold(line.text)
    return (
        "doc lap" in folded
        or "dang cong san" in folded
        or re.match(r"so\s?[:.]?\s", folded) is not None
        or "v/v" in folded
    )


def _mark_title(lines: Sequence[Line], zones: list[Zone], index: int) -> int:
    zones[:index] = [Zone.HEAD] * index
    end = title_end(lines, index)
    zones[index:end] = [Zone.TITLE] * (end - index)
    if end < len(lines) and _ADDRESSEES.match(fold(lines[end].text)):
        following = _addressees_end(lines, end)
        zones[end:following] = [Zone.HEAD] * (following - end)
        return following
    return end


def title_end(lines: Sequence[Line], index: int) -> int:
    """Index after the last line of the title whose kind stands at `index`."""
    end, attached = index + 1, False
    while end < len(lines):
        line = lines[end]
        if _ATTACHED.match(fold(line.text)) or (attached and not lines[end - 1].text.rstrip().endswith(")")):
            attached = True
        elif is_separator(line) or attached or not _continues_title(lines, index, end):
            break
        end += 1
    while end < len(lines) and is_separator(lines[end]):
        end += 1
    return end


def _continues_title(lines: Sequence[Line], index: int, end: int) -> bool:
    line = lines[end]
    if _FIRM_OPENERS.match(fold(line.text)) or _ADDRESSEES.match(fold(line.text)) or line.new_page:
        return False
    if end == index + 1:
        return read_marker(line.text) is None and len(line.text) < 700 and not _is_full_paragraph(line, lines[index])
    before = lines[end - 1]
    if line.text[0].islower() and line.gap == 0:
        return True
    if line.gap > 0 and not (line.is_marked and before.is_marked):
        return False
    if is_capitals(line.text) and not is_capitals(before.text):
        return False
    marker = read_marker(line.text)
    return (
        marker is None
        and len(line.text) <= _LONG_LINE
        and not (_OPENERS.match(fold(line.text)) and line.indent <= 8 < len(line.text) // 8)
    )


def _is_full_paragraph(line: Line, kind: Line) -> bool:
    """The line under a numbered title is already body text, as in texts published on the web."""
    return any(character.isdigit() for character in kind.text) and line.text.rstrip().endswith((".", ":", ";"))


def _addressees_end(lines: Sequence[Line], index: int) -> int:
    """Index after the last line of Kính gửi that opens at `index`."""
    named = len(lines[index].text.split(":", 1)[-1].strip()) > 3 and ":" in lines[index].text
    end = index + 1
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        marker = read_marker(line.text)
        listed = marker is not None and marker.rank is Rank.BULLET
        finished = named and before.text.rstrip().endswith((".", ".)"))
        if (finished and not listed) or (named and line.gap > 0 and not listed):
            break
        if len(line.text) > _LONG_LINE or (
            named and not listed and _OPENERS.match(fold(line.text)) and line.text[0].isupper()
        ):
            break
        if marker is not None and not listed:
            break
        named, end = True, end + 1
    return end


def opens_closing(lines: Sequence[Line], index: int) -> bool:
    """Recipients or a signature begin at `index`."""
    line = lines[index]
    for cell in cut_cells(line):
        if _RECIPIENTS.match(fold(cell.text)):
            return True
    if len(line.text) > 90 or not any(_is_signing(cell.text) for cell in cut_cells(line)):
        return False
    return _leads_to_signature(lines, index)


def _is_signing(text: str) -> bool:
    return (
        (is_capacity(text) and len(text) <= 70)
        or is_role(text)
        or (is_capitals(text) and fold(text).startswith("ban "))
    )


def _leads_to_signature(lines: Sequence[Line], index: int) -> bool:
    """From `index` on there is nothing but offices, rules and remarks until a name, an annex or the end."""
    for line in lines[index : index + 12]:
        for cell in cut_cells(line):
            if (
                is_person_name(cell.text)
                or fold(cell.text).startswith(("(da ky", "( da ky", "da ky"))
                or _RECIPIENTS.match(fold(cell.text))
            ):
                return True
            if not (is_capitals(cell.text) or is_capacity(cell.text) or len(cell.text) <= 12 or is_separator(line)):
                return line.gap > 0 and looks_like_name(cell.text)
        if line is not lines[index] and is_annex_head(line):
            return True
    return index + 12 >= len(lines)


def _mark_closing(
    lines: Sequence[Line], zones: list[Zone], index: int, table_lines: frozenset[int]
) -> tuple[int, bool]:
    """Marks the closing part from `index`; the index after it and whether a name or 'Lưu' was seen."""
    signed, filed, start = False, False, index
    while index < len(lines):
        line = lines[index]
        if index in table_lines and not _RECIPIENTS.match(fold(line.text.lstrip("| "))):
            break
        if index > start and (is_annex_head(line) or not _closes(lines, index, done=signed and filed)):
            break
        texts = [cell.text for cell in cut_cells(line)]
        signed = signed or any(is_person_name(text) for text in texts)
        filed = filed or any(re.search(r"\bl[uư]u\b", text.lower()) for text in texts)
        zones[index] = Zone.CLOSE
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
    if _MOTTO.search(fold(line.text)):
        return False
    if done and all(is_capitals(cell.text) and not is_role(cell.text) and not is_capacity(cell.text) for cell in cells):
        return False
    return all(_is_closing_cell(cell.text, lines[index - 1], line) for cell in cells) or is_separator(line)


def _is_closing_cell(text: str, before: Line, line: Line) -> bool:
    folded = fold(text)
    if is_capitals(text) or text[0] in "-–+*•(_" or len(text) <= 12:
        return True
    if is_capacity(text) or looks_like_name(text) or _STAMP.match(folded) or _RECIPIENTS.match(folded):
        return True
    open_list = before.text.rstrip().endswith((";", ",", ":", "-")) or read_marker(before.text) is not None
    return (
        len(text) <= 90
        and line.gap <= 1
        and (open_list or text[0].islower() or (text.rstrip().endswith((";", ".")) and len(text) <= 60))
    )


def _opens_attachment(lines: Sequence[Line], index: int) -> bool:
    """After the signature: a second letterhead, a kind of document or a heading in capitals opens what is attached."""
    line = lines[index]
    if read_marker(line.text) is not None:
        return False
    return kind_line(line) is not None or (is_capitals(line.text) and len(line.text) >= 8 and not is_role(line.text))


def _mark_annex(lines: Sequence[Line], zones: list[Zone], index: int, table_lines: frozenset[int]) -> int:
    """Marks the head of an annex: its name, its title and the line that says what it belongs to."""
    end, start = index + 1, index
    kind_at = next((at for at in range(index, min(index + 8, len(lines))) if kind_line(lines[at])), None)
    if kind_at is not None and all(
        is_capitals(line.text) or "doc lap" in fold(line.text) for line in lines[index:kind_at]
    ):
        end = title_end(lines, kind_at)
    while end < len(lines) and end not in table_lines and end - start < 12:
        line, folded = lines[end], fold(lines[end].text)
        inside = lines[end - 1].text.count("(") > lines[end - 1].text.count(")") and line.gap == 0
        titled = end <= start + 2 and line.gap <= 1 and line.indent > 8
        if read_marker(line.text) is not None or len(line.text) > 250:
            break
        if not (
            _ATTACHED.match(folded)
            or inside
            or is_capitals(line.text)
            or is_separator(line)
            or titled
            or "doc lap" in folded
        ):
            break
        end += 1
    zones[start:end] = [Zone.ANNEX] * (end - start)
    return end
