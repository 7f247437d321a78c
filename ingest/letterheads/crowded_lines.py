"""Letterhead lines that hold what is printed in several places, parted again ("SỞ Y TẾ CỘNG HÒA … Số: 12/KH-SYT …").

Texts copied from web pages and tables often run the two columns of a letterhead together on one line. A line is parted
before Quốc hiệu, Tiêu ngữ, the number and the place and date, and between a superior body and the issuer below it.
"""

import re
from collections.abc import Iterator, Sequence

from core.text import fold_aligned
from ingest.citations.document_numbers import HEAD_NUMBER
from ingest.structure.lines import Line
from ingest.structure.markers import is_capitals

_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam\b")
_SECOND = re.compile(r"doc lap\s*[-–—]\s*tu do\s*[-–—]\s*hanh phuc")
_NUMBER = re.compile(r"(?<!\w)so(?:\s*:\s*(?=[\d/])|\s+(?=\d{1,5}\s*[/-]))")
_SUPERIOR = re.compile(
    r"(?:ubnd|uy ban nhan dan|bo|tong lien doan|lien doan lao dong|cong doan|so|tong cuc|tinh uy|dang bo)\b"
)
_ISSUER = re.compile(
    r"(?<=\s)(?:so|phong|chi cuc|cuc|tong cuc|trung tam|lien doan lao dong|cong doan|van phong|thanh tra|vien|hoi dong"
    r"|huyen uy|dang uy|uy ban nhan dan|ubnd|truong (?=dai|cao|trung|tieu|mam|thcs|thpt|th\b|mn\b|chinh|pho|pt)"
    r"|ban (?=dan toc|quan ly|to chuc|tuyen giao|chi dao|chap hanh|thuong vu|noi chinh|dan van))\s*\w"
)
_GOES_ON = re.compile(r"(?:\bva|\bcua|\bcac|,|-|–|&)\s*$")
_FEWEST_SYLLABLES = 3
_MOST_LINES = 12


def holds_motto(line: Line) -> bool:
    """Quốc hiệu or Tiêu ngữ stands in the line: however long, it is letterhead."""
    folded = fold_aligned(line.text)
    return _MOTTO.search(folded) is not None or _SECOND.search(folded) is not None


def part_crowded_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a letterhead, crowded ones parted; every part keeps its own place in the text.

    >>> text = "UBND TỈNH HÀ GIANG SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    >>> [line.text for line in part_crowded_lines([Line(0, len(text), 0, len(text), text, 0, 0, 0, False, False)])]
    ['UBND TỈNH HÀ GIANG', 'SỞ Y TẾ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']
    """
    parted = [part for line in lines[:_MOST_LINES] for part in _parts(line)]
    return [*parted, *lines[_MOST_LINES:]]


def _parts(line: Line) -> Iterator[Line]:
    cuts = _cuts(line.text)
    if not cuts:
        yield line
        return
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(line.text)], strict=True)):
        piece = line.text[start:end]
        words = piece.strip(" |\t")
        if words:
            at = line.start + start + piece.index(words)
            yield line._replace(start=at, end=at + len(words), text=words, gap=0 if number else line.gap)


def _cuts(text: str) -> list[int]:
    """Offsets at which the line is parted; none where it holds one thing, or its columns stand apart already."""
    folded = fold_aligned(text)
    motto, second, number = _MOTTO.search(folded), _SECOND.search(folded), _NUMBER.search(folded)
    names_end = min([match.start() for match in (motto, second, number) if match] or [len(text)])
    issuer = _issuer_at(text[:names_end])
    cuts = {names_end} if issuer and names_end < len(text) else set()
    if issuer:
        cuts.add(issuer)
    if motto and second:
        cuts |= {motto.start(), second.start()}
    if number and (motto or second):
        cuts.add(number.start())
        written = HEAD_NUMBER.search(text, number.end())
        cuts |= {written.end()} if written else set()
    return sorted(cut for cut in cuts if 0 < cut < len(text))


def _issuer_at(names: str) -> int | None:
    """Where the issuer's name begins after that of its superior, both in capitals."""
    folded = fold_aligned(names)
    begin = len(names) - len(names.lstrip(" |\t"))
    if not is_capitals(names[begin:]) or not _SUPERIOR.match(folded, begin):
        return None
    for match in _ISSUER.finditer(folded, begin):
        before = folded[begin : match.start()]
        if len(before.split()) >= _FEWEST_SYLLABLES and not _GOES_ON.search(before):
            return match.start()
    return None
