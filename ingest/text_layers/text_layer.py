"""The text layer of a page, judged and made readable without its image: kept, converted or restored."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter

from core.errors import PageError
from core.page import Page, ReadingMethod, TextJudgement, Word
from core.text import nfc
from ingest.formats.plain_text import clean_page
from ingest.formats.raw_page import RawPage
from ingest.restore import RestoredText, Restorer
from ingest.restore.syllables import is_syllable
from ingest.tables.merge_marks import merged_cells, without_marks
from ingest.text_layers.broken_fonts import has_only_glyph_numbers
from ingest.text_layers.legacy_encoding import convert_legacy
from ingest.text_layers.text_judge import LOOKALIKES, LayerJudgement, judge_text, ruined_lines

_LETTERS = re.compile(r"[^\W\d_]+")


def read_text_layer(raw: str, page_no: int, *, load_restorer: Callable[[], Restorer]) -> Page:
    """The page whose text layer is `raw`, for files that have no page image to fall back on.

    The restorer is loaded for ruined text only.
    """
    judged = judge_text(raw)
    if judged.encoding is not None:
        text = clean_page(convert_layer(raw, judged.encoding))
        return _page(page_no, judged, ReadingMethod.CONVERTED, text=text, as_read=raw)
    text = clean_page(raw)
    if judged.judgement in (TextJudgement.RUINED, TextJudgement.BROKEN_FONT_MAP):
        return restore_page(text, page_no, judged=judged, restorer=load_restorer())
    return _page(page_no, judged, ReadingMethod.TEXT_LAYER, text=text, as_read=text)


def convert_layer(text: str, encoding: str) -> str:
    """`text` in Unicode from the encoding that the judge named, NFC."""
    return nfc(text) if encoding == LOOKALIKES else nfc(convert_legacy(text, encoding))


def read_raw_page(raw: RawPage, page_no: int, *, load_restorer: Callable[[], Restorer]) -> Page:
    """The page of a file without layout, whose old encodings, if any, are converted already."""
    page = read_text_layer(without_marks(raw.text), page_no, load_restorer=load_restorer)
    page = page.model_copy(update={"asides": raw.asides}) if raw.asides else page
    if page.method is ReadingMethod.TEXT_LAYER:
        page = page.model_copy(update={"merged_cells": merged_cells(raw.text)})
    if not raw.encodings:
        return page
    reason = f"Chữ dùng bảng mã {', '.join(raw.encodings)}: nhận ra qua phông chữ và âm tiết, đã chuyển sang Unicode."
    is_kept = page.method is ReadingMethod.TEXT_LAYER
    return page.model_copy(
        update={
            "judgement": TextJudgement.LEGACY_ENCODING if is_kept else page.judgement,
            "method": ReadingMethod.CONVERTED if is_kept else page.method,
            "reasons": (reason, *page.reasons) if is_kept else page.reasons,
            "text_as_read": without_marks(raw.text_as_read) if is_kept else page.text_as_read,
        }
    )


def restore_page(text: str, page_no: int, *, judged: LayerJudgement, restorer: Restorer) -> Page:
    """The page whose cleaned text is `text`, its ruined lines restored; what was read stays beside each word.

    Raises:
        PageError: the font map is broken and the letters cannot be told from what is left.
    """
    restored: list[str] = []
    words: list[Word] = []
    is_broken = judged.judgement is TextJudgement.BROKEN_FONT_MAP
    lines_ruined = (True,) * (text.count("\n") + 1) if is_broken else ruined_lines(text)
    for is_ruined, lines in groupby(zip(lines_ruined, text.split("\n"), strict=True), key=itemgetter(0)):
        stretch = "\n".join(line for _, line in lines)
        if is_ruined:
            found = restorer.restore(stretch)
            words += _moved(restored_words(found), by=sum(map(len, restored)) + len(restored))
            stretch = found.text
        restored.append(stretch)
    if is_broken and (has_only_glyph_numbers(text) or not _is_vietnamese("\n".join(restored))):
        raise PageError(
            "the letters are lost", where=f"page {page_no}", advice="add the original file, or a scan of the paper"
        )
    page = _page(page_no, judged, ReadingMethod.RESTORED, text="\n".join(restored), as_read=text)
    return page.model_copy(update={"words": tuple(words), "mean_confidence": mean_confidence(tuple(words))})


def _is_vietnamese(text: str) -> bool:
    """Half of the words or more are Vietnamese syllables."""
    words = _LETTERS.findall(text)
    return sum(map(is_syllable, words)) >= 0.5 * len(words)


def _moved(words: Sequence[Word], *, by: int) -> list[Word]:
    return [word.model_copy(update={"start": word.start + by, "end": word.end + by}) for word in words]


def restored_words(restored: RestoredText) -> tuple[Word, ...]:
    """The restorer's words as words of a page without layout."""
    return tuple(Word(**word.model_dump()) for word in restored.words)


def mean_confidence(words: tuple[Word, ...]) -> float | None:
    """Mean confidence of `words`; None when there are none."""
    return round(sum(word.confidence for word in words) / len(words), 4) if words else None


def _page(page_no: int, judged: LayerJudgement, method: ReadingMethod, *, text: str, as_read: str) -> Page:
    return Page(
        page_no=page_no,
        judgement=judged.judgement,
        reasons=judged.reasons,
        method=method,
        text=text,
        text_as_read=as_read,
    )
