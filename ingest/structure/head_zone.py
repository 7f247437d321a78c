"""Where the letterhead, the title and Kính gửi end at the top of a directive."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.text import fold_aligned, squeeze
from ingest.letterheads.crowded_lines import holds_motto
from ingest.letterheads.data_sheet import sheet_end
from ingest.letterheads.head_fields import is_letter_number, opens_subject
from ingest.structure.kind_lines import kind_words
from ingest.structure.lines import Line, cut_cells, is_separator
from ingest.structure.markers import Rank, is_capitals, read_marker

_HEAD_LINES = 60
_LONG_LINE = 140
_LINES_TO_THE_KIND = 3
_ADDRESSEES = re.compile(r"(?:k[ii]nh ?(?:gui|trinh|chuyen)\b|.{4,60} dien\s?:$)")
ATTACHED = re.compile(r"\(?\s*(?:ban hanh |gui |dinh )?kem theo\b|\(?\s*ban hanh theo\b")
_OPENERS = re.compile(
    r"(?:can cu|thuc hien|trien khai|theo|de|nham|ngay|trong|tiep theo|vua qua|sau khi|phuc dap|tra loi|duoc su"
    r"|hien nay|thoi gian|xet|nhan dip|ngay sau|qua|uy ban|ban thuong vu|bo|so|phong|van phong|- can cu)\b"
)
_FIRM_OPENERS = re.compile(r"(?:-\s*)?(?:can cu|xet de nghi|theo de nghi|pursuant)\b")
_POST = re.compile(
    r"(?:pho )?(?:chu tich|bo truong|thu truong|giam doc|tong giam doc|tong cuc truong|cuc truong|vu truong|hieu truong"
    r"|truong phong|truong ban|vien truong|chanh an|chanh van phong|chanh thanh tra|thong doc|tong kiem toan|bi thu)\s+"
)
_LOOSE_END = re.compile(r"(?:của|và|thuộc|tại|cho|với|do|trong|các|,|-|–)\s*$", re.IGNORECASE)
_CAPITALS_AT_LEAST = 12


class Head(NamedTuple):
    """Indexes of lines: letterhead `[0, title)`, title `[title, after_title)`, Kính gửi `[after_title, body)`."""

    title: int
    after_title: int
    body: int


def read_head(lines: Sequence[Line], table_lines: frozenset[int]) -> Head:
    """Where letterhead and title end and the body begins."""
    has_subject = is_letter = False
    begin = sheet_end(lines)
    for index, line in enumerate(lines[begin : begin + _HEAD_LINES], start=begin):
        kind = kind_words(line) if index not in table_lines else None
        if kind is not None and not (has_subject and not is_capitals(kind.text)) and not _names_it_below(lines, index):
            return _with_title(lines, index)
        is_letter = is_letter or is_letter_number(line)
        opened = any(opens_subject(fold_aligned(cell.text), is_letter=is_letter) for cell in cut_cells(line))
        has_subject = has_subject or opened or "v/v" in fold_aligned(line.text)
        if _ADDRESSEES.match(fold_aligned(line.text)):
            end = _addressees_end(lines, index)
            return Head(end, end, end)
        if (is_body_opening(line) and not holds_motto(line)) or (index in table_lines and not holds_motto(line)):
            break
    else:
        index = 0
    end = index if any(_is_head_line(line) for line in lines[:index]) else 0
    return Head(end, end, end)


def _names_it_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is only the number ("Luật số: 108/2025/QH15"): its kind stands in capitals right below."""
    words = kind_words(lines[index])
    if words is None or is_capitals(words.text):
        return False
    below = (kind_words(line) for line in lines[index + 1 : index + 1 + _LINES_TO_THE_KIND])
    return any(other is not None and other.kind == words.kind and is_capitals(other.text) for other in below)


def _is_head_line(line: Line) -> bool:
    folded = fold_aligned(line.text)
    return (
        "doc lap" in folded
        or "dang cong san" in folded
        or re.match(r"so\s?[:.]?\s", folded) is not None
        or "v/v" in folded
    )


def _with_title(lines: Sequence[Line], index: int) -> Head:
    end = title_end(lines, index)
    addressed = end < len(lines) and _ADDRESSEES.match(fold_aligned(lines[end].text))
    return Head(index, end, _addressees_end(lines, end) if addressed else end)


def title_end(lines: Sequence[Line], index: int) -> int:
    """Index after the last line of the title whose kind stands at `index`."""
    end, attached = index + 1, False
    while end < len(lines):
        line = lines[end]
        if ATTACHED.match(fold_aligned(line.text)) or (attached and not lines[end - 1].text.rstrip().endswith(")")):
            attached = True
        elif is_separator(line) or attached or not _continues_title(lines, index, end):
            break
        end += 1
    end = _without_authority(lines, index, end)
    while end < len(lines) and is_separator(lines[end]):
        end += 1
    return end


def _without_authority(lines: Sequence[Line], index: int, end: int) -> int:
    """Index after the title proper: who decides stands in capitals right before the legal basis and is no title."""
    if end >= len(lines) or not _FIRM_OPENERS.match(fold_aligned(lines[end].text)):
        return end
    head = squeeze(" ".join(fold_aligned(line.text) for line in lines[:index]))
    for start in range(end - 1, max(index + 1, end - 3), -1):
        words = squeeze(" ".join(line.text for line in lines[start:end]))
        body = _POST.sub("", fold_aligned(words))
        if is_capitals(words) and len(body) > 5 and body in head and not _LOOSE_END.search(lines[start - 1].text):
            return start
    return end


def _continues_title(lines: Sequence[Line], index: int, end: int) -> bool:
    line = lines[end]
    if _FIRM_OPENERS.match(fold_aligned(line.text)) or _ADDRESSEES.match(fold_aligned(line.text)) or line.new_page:
        return False
    if end == index + 1:
        return read_marker(line.text) is None and len(line.text) < 700 and not _is_full_paragraph(line, lines[index])
    before = lines[end - 1]
    if line.text[0].islower() and line.gap == 0:
        return True
    if is_capitals(before.text) and not is_capitals(line.text) and _is_in_capitals(lines[index + 1 : end]):
        return False
    if line.gap > 0 and not (line.is_marked and before.is_marked):
        return False
    if is_capitals(line.text) and not is_capitals(before.text):
        return False
    marker = read_marker(line.text)
    return (
        marker is None
        and len(line.text) <= _LONG_LINE
        and not (_OPENERS.match(fold_aligned(line.text)) and line.indent <= 8 < len(line.text) // 8)
    )


def _is_in_capitals(lines: Sequence[Line]) -> bool:
    """The title so far is written in capitals throughout, not merely a word of it."""
    return sum(len(line.text) for line in lines) >= _CAPITALS_AT_LEAST and all(is_capitals(line.text) for line in lines)


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
        if (finished and not listed) or (
            named and line.gap > 0 and not listed and not before.text.rstrip().endswith(",")
        ):
            break
        if len(line.text) > _LONG_LINE or (
            named and not listed and _OPENERS.match(fold_aligned(line.text)) and line.text[0].isupper()
        ):
            break
        if marker is not None and not listed:
            break
        named, end = True, end + 1
    return end


def is_body_opening(line: Line) -> bool:
    """The line can only be body: a legal basis, a numbered part, a long paragraph."""
    marker = read_marker(line.text)
    if _FIRM_OPENERS.match(fold_aligned(line.text)) or len(line.text) > _LONG_LINE:
        return True
    return marker is not None and marker.rank in (Rank.PART, Rank.CHAPTER, Rank.ROMAN, Rank.ARTICLE, Rank.NUMBER)
