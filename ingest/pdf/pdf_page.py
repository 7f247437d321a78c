"""A page of a PDF file to a Page: its text layer when that can be trusted, else OCR of the drawn page."""

from pathlib import Path

from core.errors import OcrUnavailable, PageError
from core.page import Aside, AsideKind, AskedMethod, Page, ReadingMethod, TextJudgement
from ingest.layout.page_text import write_lines
from ingest.layout.placed_word import PlacedWord
from ingest.layout.reading_order import apart, arrange
from ingest.layout.visual_lines import group_lines
from ingest.pdf.pdf_file import read_pdf_words, render_pdf_page
from ingest.pdf.pdf_fonts import unify_words
from ingest.pdf.pdf_messages import PdfAnswer
from ingest.pdf.picture_words import holds_unread_picture, read_picture
from ingest.pdf.unseen_words import seen_words
from ingest.reading import PageReading, ReadingTools
from ingest.scans.image_page import read_image
from ingest.scans.page_image import WEB_DPI, encode_for_web, ocr_dpi
from ingest.tables.ruled_tables import find_tables
from ingest.tables.rules import find_rules
from ingest.text_layers.text_judge import LayerDecision, LayerJudgement, judge_text
from ingest.text_layers.text_layer import convert_layer, mean_confidence, restore_page

_PICTURE_PAGE_SHARE = 0.5
_FEW_LETTERS = 400
_HIDDEN_SHARE = 0.8
_TRUSTED_CONFIDENCE = 0.8
_UNSEEN = "Có chữ không nhìn thấy được trên trang (chữ ẩn, chữ trắng); đã bỏ ra ngoài văn bản."
_PICTURE_READ = "Một phần trang là ảnh; chữ trong ảnh được nhận dạng."
_ASKED = {
    AskedMethod.OCR: "Đọc lại từ ảnh trang theo yêu cầu.",
    AskedMethod.TEXT: "Giữ lớp chữ của tệp theo yêu cầu.",
    AskedMethod.RESTORE: "Khôi phục lớp chữ theo yêu cầu.",
}


def read_pdf_page(path: Path, page_no: int, tools: ReadingTools, method: AskedMethod | None = None) -> PageReading:
    """Page `page_no` of the PDF file at `path`; a text layer that is asked for but not there is passed over.

    Raises:
        PageError: it cannot be opened, drawn or read.
    """
    answer, encodings = _unified(read_pdf_words(path, page_no, dpi=WEB_DPI, limits=tools.limits))
    judged = _judge(answer)
    if encodings and judged.judgement is TextJudgement.GOOD:
        reason = f"Phông chữ của trang dùng bảng mã {', '.join(encodings)}; đã chuyển sang Unicode."
        judged = LayerJudgement(
            judgement=TextJudgement.LEGACY_ENCODING, reasons=(reason, *judged.reasons), encoding=encodings[0]
        )
        return _keep_layer(path, page_no, answer, judged, tools)
    if method is not None and (method is AskedMethod.OCR or answer.words):
        asked = judged.model_copy(update={"reasons": (*judged.reasons, _ASKED[method])})
        return _read_as_asked(path, page_no, answer, asked, tools, method)
    if judged.decision is LayerDecision.KEEP:
        reread = _read_scan_again(path, page_no, answer, judged, tools)
        return reread or _keep_layer(path, page_no, answer, judged, tools)
    if judged.encoding is not None:
        return _keep_layer(path, page_no, _converted(answer, judged.encoding), judged, tools)
    try:
        return _read_drawn(path, page_no, answer, judged, tools)
    except OcrUnavailable:
        if judged.judgement in (TextJudgement.EMPTY, TextJudgement.STAMP_ONLY):
            raise
        return _restore_layer(page_no, answer, judged, tools)


def _read_as_asked(
    path: Path, page_no: int, answer: PdfAnswer, judged: LayerJudgement, tools: ReadingTools, method: AskedMethod
) -> PageReading:
    if method is AskedMethod.OCR:
        return _read_drawn(path, page_no, answer, judged, tools)
    if method is AskedMethod.RESTORE:
        return _restore_layer(page_no, answer, judged, tools)
    converted = _converted(answer, judged.encoding) if judged.encoding is not None else answer
    return _keep_layer(path, page_no, converted, judged, tools)


def _restore_layer(page_no: int, answer: PdfAnswer, judged: LayerJudgement, tools: ReadingTools) -> PageReading:
    text = write_lines(arrange(answer.words, width=answer.width, height=answer.height)).text
    return PageReading(page=restore_page(text, page_no, judged=judged, restorer=tools.restorer))


def _read_drawn(
    path: Path, page_no: int, answer: PdfAnswer, judged: LayerJudgement, tools: ReadingTools
) -> PageReading:
    """The page read by OCR, drawn at the resolution of its scan."""
    dpi = ocr_dpi(answer.picture_dpi if answer.image_share > _PICTURE_PAGE_SHARE else 0.0)
    image = render_pdf_page(path, page_no, dpi=dpi, limits=tools.limits)
    return read_image(image, page_no, tools=tools, judgement=judged.judgement, reasons=judged.reasons)


def _read_scan_again(
    path: Path, page_no: int, answer: PdfAnswer, judged: LayerJudgement, tools: ReadingTools
) -> PageReading | None:
    """The page read by OCR when its layer is a scanner's own OCR of it; None when it is not, or ours is no better."""
    if answer.image_share < _PICTURE_PAGE_SHARE or answer.hidden_share < _HIDDEN_SHARE:
        return None
    reason = "Lớp chữ do máy quét nhận dạng; trang được đọc lại từ ảnh."
    try:
        reading = _read_drawn(path, page_no, answer, judged.model_copy(update={"reasons": (reason,)}), tools)
    except PageError:
        return None
    return reading if (reading.page.mean_confidence or 0.0) >= _TRUSTED_CONFIDENCE else None


def _judge(answer: PdfAnswer) -> LayerJudgement:
    """Judgement of the text layer, and of a layer too thin for a page that is one picture."""
    lines = group_lines(answer.words)
    judged = judge_text("\n".join(" ".join(word.text for word in line) for line in lines))
    letters = sum(len(word.text) for word in answer.words)
    if judged.judgement is TextJudgement.GOOD and answer.image_share > _PICTURE_PAGE_SHARE and letters < _FEW_LETTERS:
        reason = "Trang là ảnh chụp; lớp chữ chỉ có vài dòng (dấu ký số, số trang)."
        return LayerJudgement(judgement=TextJudgement.STAMP_ONLY, reasons=(reason,), encoding=None)
    return judged


def _keep_layer(
    path: Path, page_no: int, answer: PdfAnswer, judged: LayerJudgement, tools: ReadingTools
) -> PageReading:
    image = render_pdf_page(path, page_no, dpi=WEB_DPI, limits=tools.limits)
    tables = find_tables(find_rules(image), width=image.width)
    sides = {"width": image.width, "height": image.height}
    words, reasons = answer.words, judged.reasons
    if answer.image_share < _PICTURE_PAGE_SHARE:
        words = seen_words(words, image)
        reasons = (*reasons, *((_UNSEEN,) if len(words) < len(answer.words) else ()))
    added = _read_unread_picture(path, page_no, answer, words, tools)
    reasons, words = (*reasons, *((_PICTURE_READ,) if added else ())), (*words, *added)
    laid = write_lines(arrange(words, **sides, tables=tables))
    is_converted = judged.decision is LayerDecision.CONVERT
    page = Page(
        page_no=page_no,
        judgement=judged.judgement,
        reasons=reasons,
        method=ReadingMethod.CONVERTED if is_converted else ReadingMethod.TEXT_LAYER,
        text=laid.text,
        text_as_read=laid.text_as_read if is_converted else laid.text,
        words=laid.words,
        merged_cells=laid.merged_cells,
        footnotes=laid.footnotes,
        asides=(*_watermark(answer), *apart(words, **sides, tables=tables).asides),
        mean_confidence=mean_confidence(laid.words),
        width=image.width,
        height=image.height,
    )
    return PageReading(page=page, image=encode_for_web(image))


def _watermark(answer: PdfAnswer) -> tuple[Aside, ...]:
    return (Aside(kind=AsideKind.WATERMARK, text=answer.slanted),) if answer.slanted else ()


def _read_unread_picture(
    path: Path, page_no: int, answer: PdfAnswer, words: tuple[PlacedWord, ...], tools: ReadingTools
) -> tuple[PlacedWord, ...]:
    """Words of a picture that is part of the page and has no text layer; none where OCR is missing or fails."""
    if answer.picture_box is None or not holds_unread_picture(
        answer.picture_box, words, width=answer.width, height=answer.height
    ):
        return ()
    try:
        drawn = render_pdf_page(path, page_no, dpi=ocr_dpi(answer.picture_dpi), limits=tools.limits)
        scale, seconds = drawn.width / answer.width, tools.limits.page_seconds
        return read_picture(drawn, answer.picture_box, scale=scale, ocr=tools.ocr, timeout_seconds=seconds)
    except PageError:
        return ()


def _unified(answer: PdfAnswer) -> tuple[PdfAnswer, tuple[str, ...]]:
    """The answer with words in fonts of old encodings in Unicode, and those encodings."""
    words, encodings = unify_words(answer.words)
    return (answer.model_copy(update={"words": words}) if encodings else answer), encodings


def _converted(answer: PdfAnswer, encoding: str) -> PdfAnswer:
    words = tuple(
        PlacedWord(text=convert_layer(word.text, encoding), box=word.box, as_read=word.text) for word in answer.words
    )
    return answer.model_copy(update={"words": words})
