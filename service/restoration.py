"""Restoring outside the register: a text, or any file that can be read, to good Vietnamese with its doubts marked."""

import re
from collections.abc import Callable
from pathlib import Path

from core.directive import PAGE_BREAK
from core.errors import PageError
from core.page import Page, ReadingMethod, TextJudgement
from core.record import Record
from core.source import MediaType
from core.text import nfc
from ingest.formats.plain_text import decode_bytes
from ingest.intake import accept_file
from ingest.reader import ReadingTools, read_page
from ingest.restore import RestoredWord, Restorer
from ingest.restore.syllables import is_bare_syllable
from ingest.restore.typing_style import has_accents
from ingest.text_layers.legacy_stretches import unify_lines
from ingest.text_layers.text_judge import LayerDecision, LayerJudgement, judge_text
from ingest.text_layers.text_layer import convert_layer, restore_page

_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BARE_SHARE = 0.75


class RestoredPage(Record):
    """A page of a restored document: how it was judged and read, and where it stands in the text."""

    page_no: int
    judgement: TextJudgement
    method: ReadingMethod
    reasons: tuple[str, ...]
    start: int
    end: int


class RestoredDocument(Record):
    """The text of all pages, parted by form feeds, with every word of it."""

    text: str
    words: tuple[RestoredWord, ...]
    pages: tuple[RestoredPage, ...]


def restore_text(text: str, *, load_restorer: Callable[[], Restorer]) -> RestoredDocument:
    """`text` line by line: converted from old encodings, kept when it is good, else restored.

    Vietnamese without any accent is restored even when it is too short to be judged; another language is kept.

    Raises:
        PageError: the letters of the text are lost.
    """
    unified = unify_lines(text)
    judged = judge_text(unified.text)
    if judged.decision is LayerDecision.CONVERT and judged.encoding is not None:
        page = _page(judged, ReadingMethod.CONVERTED, text=convert_layer(unified.text, judged.encoding), as_read=text)
    elif judged.decision is LayerDecision.KEEP and not _may_lack_accents(unified.text):
        method = ReadingMethod.CONVERTED if unified.encodings else ReadingMethod.TEXT_LAYER
        page = _page(judge_text(text), method, text=nfc(unified.text), as_read=text)
    else:
        page = restore_page(nfc(unified.text), 1, judged=judged, restorer=load_restorer())
    return _document((page,))


def _may_lack_accents(text: str) -> bool:
    """No word has an accent, and most words are what Vietnamese ones leave without theirs."""
    words = [word for word in _LETTERS.findall(text) if len(word) > 1]
    return bool(words) and not has_accents(text) and sum(map(is_bare_syllable, words)) > _BARE_SHARE * len(words)


def restore_file(path: Path, *, tools: ReadingTools) -> RestoredDocument:
    """The document at `path`, read as the register would read it; a text file keeps its lines.

    Raises:
        IntakeError: the file is not taken in.
        PageError: a page cannot be read.
    """
    source = accept_file(path, limits=tools.limits, libreoffice=tools.libreoffice)
    if source.media_type is MediaType.TEXT:
        text = decode_bytes(path.read_bytes())
        if text is not None:
            return restore_text(text, load_restorer=tools.load_restorer)
    pages = tuple(read_page(path, source, page_no, tools=tools).page for page_no in range(1, source.pages + 1))
    for page in pages:
        if page.method is ReadingMethod.FAILED:
            raise PageError(
                f"không đọc được trang ({page.error})",
                where=f"{path.name}, trang {page.page_no}",
                advice="nộp tệp bằng `dondoc ingest` để giữ những trang đọc được",
            )
    return _document(pages)


def _document(pages: tuple[Page, ...]) -> RestoredDocument:
    placed: list[RestoredPage] = []
    words: list[RestoredWord] = []
    start = 0
    for page in pages:
        end = start + len(page.text)
        words += _words_of(page, start)
        placed.append(
            RestoredPage(
                page_no=page.page_no,
                judgement=page.judgement,
                method=page.method,
                reasons=page.reasons,
                start=start,
                end=end,
            )
        )
        start = end + len(PAGE_BREAK)
    return RestoredDocument(text=PAGE_BREAK.join(page.text for page in pages), words=tuple(words), pages=tuple(placed))


def _words_of(page: Page, offset: int) -> list[RestoredWord]:
    """Every word of the page; those that reading says nothing about stand as they were read."""
    known = {word.start: word for word in page.words}
    read = page.text_as_read.split()
    tokens = list(_TOKEN.finditer(page.text))
    is_in_step = len(read) == len(tokens)
    words = []
    for at, token in enumerate(tokens):
        word = known.get(token.start())
        as_read = word.as_read if word else read[at] if is_in_step else token.group()
        words.append(
            RestoredWord(
                start=offset + token.start(),
                end=offset + token.end(),
                text=token.group(),
                as_read=as_read,
                confidence=word.confidence if word else 1.0,
                alternatives=word.alternatives if word else (),
            )
        )
    return words


def _page(judged: LayerJudgement, method: ReadingMethod, *, text: str, as_read: str) -> Page:
    return Page(
        page_no=1, judgement=judged.judgement, reasons=judged.reasons, method=method, text=text, text_as_read=as_read
    )
