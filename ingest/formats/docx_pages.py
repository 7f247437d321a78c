"""A DOCX file as page texts: the body, with notes at the end of the page that refers to them.

Headers and footers stay out, but for a letterhead that stands in a header alone; so do deleted and hidden
text, prompts of empty content controls, and generated tables of contents. Comments, in which leaders assign work, are
kept beside the text. A page ends where a layout of the file says, where Word broke it when it last saved the file, or
where the author did.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from core.errors import DamagedFile
from core.limits import Limits
from core.page import Aside, AsideKind
from ingest.formats.docx_parts import DocxParts, W, open_docx
from ingest.formats.docx_runs import BREAK
from ingest.formats.docx_text import COMMENT_END, COMMENT_START, NOTE_END, NOTE_START, DocxText
from ingest.formats.page_breaks import count_words, find_breaks, with_breaks
from ingest.formats.raw_page import RawPage, plain_page
from ingest.layout.side_by_side import holds_letterhead
from ingest.text_layers.legacy_stretches import unify_lines

_NOTE = re.compile(f"{NOTE_START}([^{NOTE_END}]*){NOTE_END}")
_COMMENT = re.compile(f"{COMMENT_START}([^{COMMENT_END}]*){COMMENT_END}")
_BESIDE = re.compile(f"{_NOTE.pattern}|{_COMMENT.pattern}")
_HEAD_CHARACTERS = 3_000


def read_docx_pages(path: Path, *, limits: Limits, where: str, sheets: Sequence[str] = ()) -> tuple[RawPage, ...]:
    """Pages of the DOCX file at `path`: a paragraph or table row a line, blank lines between.

    Args:
        sheets: the words of each page of its layout; where they hold the text, pages end as theirs do, blank ones too.

    Raises:
        IntakeError: encrypted, damaged or too large.
    """
    parts = open_docx(path, limits=limits, where=where)
    body = parts.document.find(f"{W}body")
    if body is None:
        raise DamagedFile("the Word file has no body", where=where, advice="open it in Word and save it again")
    try:
        return _read(parts, body, sheets)
    except RecursionError as exc:
        raise DamagedFile("parts are nested too deeply", where=where, advice="save it as PDF and add that") from exc


def has_page_marks(path: Path, *, limits: Limits, where: str) -> bool:
    """Word noted in the file where its pages end.

    Raises:
        IntakeError: encrypted, damaged or too large.
    """
    document = open_docx(path, limits=limits, where=where).document
    return next(document.iter(f"{W}lastRenderedPageBreak"), None) is not None


def _read(parts: DocxParts, body: ElementTree.Element, sheets: Sequence[str]) -> tuple[RawPage, ...]:
    reader = DocxText(parts)
    text = "".join(reader.blocks(body))
    head = _letterhead(parts, reader, text)
    unified_text = as_read_text = head + text
    if reader.encodings:
        as_read = DocxText(parts, layout=reader)
        as_read_text = _letterhead(parts, as_read, text) + "".join(as_read.blocks(body))
    breaks = _breaks(sheets, unified_text, as_read_text)
    cut, found = (_cut_pages(whole, breaks) for whole in (unified_text, as_read_text))
    asides = [tuple(Aside(kind=AsideKind.MARGIN_NOTE, text=note) for note in _COMMENT.findall(page)) for page in cut]
    pages = [_COMMENT.sub("", page) for page in cut]
    unified = [unify_lines(page) for page in pages]
    encodings = tuple(sorted(reader.encodings.union(*(page.encodings for page in unified))))
    if not encodings:
        return tuple(map(plain_page, pages, asides))
    return tuple(
        RawPage(text=page.text, text_as_read=_COMMENT.sub("", read), encodings=encodings, asides=notes)
        for page, read, notes in zip(unified, found, asides, strict=True)
    )


def _breaks(sheets: Sequence[str], text: str, as_read: str) -> tuple[int, ...] | None:
    """The words that open pages of the layout, in both forms of the text; None where no layout holds their words."""
    if not sheets or count_words(text) != count_words(as_read):
        return None
    return find_breaks(as_read, sheets, beside=_BESIDE)


def _letterhead(parts: DocxParts, reader: DocxText, body_text: str) -> str:
    """The header that holds the letterhead, when the body does not."""
    if holds_letterhead(body_text[:_HEAD_CHARACTERS]):
        return ""
    headers = ("".join(reader.blocks(header)) for header in parts.headers)
    return next((text for text in headers if holds_letterhead(text)), "")


def _cut_pages(text: str, breaks: Sequence[int] | None) -> tuple[str, ...]:
    """Texts of the pages of the layout; without one, between page breaks: a break with nothing before it opens none."""
    parts = (text if breaks is None else with_breaks(text, breaks)).split(BREAK)
    pages = [_with_notes_below(re.sub(r"\n{3,}", "\n\n", page).strip("\n")) for page in parts]
    return tuple(page for page in pages if breaks is not None or page.strip()) or ("",)


def _with_notes_below(page: str) -> str:
    notes = _NOTE.findall(page)
    return "\n\n".join([_NOTE.sub("", page), *notes]) if notes else page
