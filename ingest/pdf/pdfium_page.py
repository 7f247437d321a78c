"""What PDFium finds on one page: words with boxes, how much of it is one picture, and its pixels.

Signature and form widgets are part of the page for whoever reads it, and the số and ngày of signed documents often
stand in them alone. So each page is flattened first: annotations are drawn into it, and its text then holds theirs.
PDFium is not thread-safe and may crash on a hostile file: this module runs only in the process of `pdf_process`.
"""

import ctypes
import math
from collections import Counter
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from core.span import Box
from ingest.layout.placed_word import PlacedWord

POINTS_PER_INCH = 72
_HYPHEN_AT_LINE_END = {0x02: "-", 0xFFFE: "-"}
_PROBE_PT = 1000.0
_FINE = 64
_SAMPLED_LETTERS = 400
_FEWEST_LETTERS = 30
_MOST_LETTERS_SHARE = 0.6
_SIDE_SHARE = 0.1
_COVERING_SHARE = 0.5
_LEAST_SPACE_HEIGHTS = 0.1
_SAME_LINE_SHARE = 0.3
_FAR_HEIGHTS = 1.0
_FONT_NAME_BYTES = 128
_SLANTED_DEGREES = 12
_MOST_SLANTED = 300


class PixelMap(NamedTuple):
    """Affine map from page points to pixels of the rendered page."""

    x_x: float
    x_y: float
    x_0: float
    y_x: float
    y_y: float
    y_0: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright pixel box of a rectangle in page points."""
        xs = [self.x_x * x + self.x_y * y + self.x_0 for x, y in ((left, bottom), (right, top))]
        ys = [self.y_x * x + self.y_y * y + self.y_0 for x, y in ((left, bottom), (right, top))]
        return Box(*(round(value, 1) for value in (min(xs), min(ys), max(xs), max(ys))))


def load_page(document: pypdfium2.PdfDocument, page_no: int) -> pypdfium2.PdfPage:
    """Page `page_no` (from 1) with its annotations drawn into it, turned so that most of its text stands upright."""
    page = document[page_no - 1]
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[page_no - 1]
    upright = _upright_rotation(page)
    if upright is not None and upright != page.get_rotation():
        page.set_rotation(upright)
    return page


def _upright_rotation(page: pypdfium2.PdfPage) -> int | None:
    """Clockwise degrees that set most letters of the page upright; None when it has too few letters to say."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    step = max(1, count // _SAMPLED_LETTERS)
    angles = Counter(_turn(text_page, index) for index in range(0, count, step) if _letter(text_page, index).strip())
    text_page.close()
    if angles.total() < _FEWEST_LETTERS:
        return None
    angle, letters = angles.most_common(1)[0]
    return angle if letters > _MOST_LETTERS_SHARE * angles.total() else None


def page_scale(page: pypdfium2.PdfPage, *, dpi: float, max_pixels: int) -> float:
    """Pixels for one point at `dpi`, or fewer so that the page keeps within `max_pixels`."""
    width_pt, height_pt = page.get_size()
    area = max(1.0, width_pt * height_pt)
    return float(min(dpi / POINTS_PER_INCH, math.sqrt(max_pixels / area)))


def pixel_map(page: pypdfium2.PdfPage, *, scale: float) -> PixelMap:
    """Where points of `page` fall on its image at `scale`; knows rotation and crop box."""
    size = [max(1, round(side * scale * _FINE)) for side in page.get_size()]

    def device(x: float, y: float) -> tuple[float, float]:
        at_x, at_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, at_x, at_y)
        return at_x.value / _FINE, at_y.value / _FINE

    (x0, y0), (x1, y1), (x2, y2) = device(0, 0), device(_PROBE_PT, 0), device(0, _PROBE_PT)
    return PixelMap(
        x_x=(x1 - x0) / _PROBE_PT,
        x_y=(x2 - x0) / _PROBE_PT,
        x_0=x0,
        y_x=(y1 - y0) / _PROBE_PT,
        y_y=(y2 - y0) / _PROBE_PT,
        y_0=y0,
    )


def page_words(page: pypdfium2.PdfPage, *, scale: float) -> tuple[PlacedWord, ...]:
    """Words of the text layer in the order of the file, as raw text: not composed, nothing mended."""
    text_page = page.get_textpage()
    place = pixel_map(page, scale=scale)
    width = page.get_width() * scale
    upright = page.get_rotation()
    words: list[PlacedWord] = []
    letters: list[str] = []
    boxes: list[Box] = []
    is_space, guessed_space, first = False, False, 0
    for index in range(text_page.count_chars()):
        letter = _letter(text_page, index)
        box = _letter_box(text_page, index, place) if letter.strip() else None
        is_upright = box is None or _turn(text_page, index) == upright
        if box is not None and (_is_slanted(text_page, index) or (not is_upright and _is_at_side(box, width))):
            letter, box = " ", None
        is_space = is_space or (letter.isspace() and pdfium.FPDFText_IsGenerated(text_page, index) != 1)
        guessed_space = guessed_space or letter.isspace()
        if letters and box is not None:
            apart = guessed_space and box.x0 - boxes[-1].x1 > _LEAST_SPACE_HEIGHTS * (box.bottom - box.top)
            if is_space or apart or (is_upright and _is_elsewhere(box, boxes[-1])):
                words.append(_word("".join(letters), boxes, _font(text_page, first)))
                letters, boxes = [], []
        if box is not None:
            first = index if not letters else first
            letters.append(letter)
            boxes.append(box)
            is_space, guessed_space = False, False
    if letters:
        words.append(_word("".join(letters), boxes, _font(text_page, first)))
    text_page.close()
    return tuple(words)


def slanted_text(page: pypdfium2.PdfPage) -> str:
    """What is set aslant across the page (a watermark), in the order of the file; "" when nothing is."""
    text_page = page.get_textpage()
    letters = [_letter(text_page, index) for index in range(text_page.count_chars()) if _is_slanted(text_page, index)]
    text_page.close()
    return " ".join("".join(letters[:_MOST_SLANTED]).split())


class Picture(NamedTuple):
    """The largest picture on a page: part of the page that it covers, 0..1, its resolution, its sides in points."""

    share: float
    dpi: float
    bounds: tuple[float, float, float, float] | None = None


def largest_picture(page: pypdfium2.PdfPage) -> Picture:
    """The largest picture of `page`; nothing covered at resolution 0 when there is none."""
    width_pt, height_pt = page.get_size()
    largest = Picture(0.0, 0.0)
    for picture in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        share = abs(right - left) * abs(top - bottom) / max(1.0, width_pt * height_pt)
        if share > largest.share:
            sides_px, sides_pt = sorted(picture.get_px_size()), sorted((abs(right - left), abs(top - bottom)))
            dpi = POINTS_PER_INCH * sides_px[0] / max(1.0, sides_pt[0])
            largest = Picture(min(1.0, share), dpi, (left, bottom, right, top))
    return largest


def hidden_share(page: pypdfium2.PdfPage) -> float:
    """Part of the text objects that nobody sees, 0..1: drawn invisible, or painted over by a picture of the page.

    Such text is what a scanner's OCR made of the picture.
    """
    width_pt, height_pt = page.get_size()
    hidden, shown = 0, 0
    for item in page.get_objects(max_depth=3):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            is_drawn = pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            hidden, shown = hidden + (not is_drawn), shown + is_drawn
        elif item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            if abs(right - left) * abs(top - bottom) > _COVERING_SHARE * width_pt * height_pt:
                hidden, shown = hidden + shown, 0
    return hidden / max(1, hidden + shown)


def _letter(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if code in _HYPHEN_AT_LINE_END:
        return _HYPHEN_AT_LINE_END[code]
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    return chr(code)


def _turn(text_page: pypdfium2.PdfTextPage, index: int) -> int:
    """Clockwise degrees (0, 90, 180, 270) that set the letter upright."""
    return -round(math.degrees(pdfium.FPDFText_GetCharAngle(text_page, index)) / 90) * 90 % 360


def _is_slanted(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    """The letter is set neither along nor across the page."""
    off = math.degrees(pdfium.FPDFText_GetCharAngle(text_page, index)) % 90
    return _SLANTED_DEGREES < off < 90 - _SLANTED_DEGREES


def _is_at_side(box: Box, width: float) -> bool:
    """The letter stands in the left or right margin, where turned text is a running head or a stamp."""
    centre = (box.x0 + box.x1) / 2
    return not _SIDE_SHARE * width < centre < (1 - _SIDE_SHARE) * width


def _is_elsewhere(box: Box, before: Box) -> bool:
    """`box` is on another line than the letter before it, or far along its own: a new word without a space between."""
    shared = min(box.bottom, before.bottom) - max(box.top, before.top)
    height = max(1.0, min(box.bottom - box.top, before.bottom - before.top))
    return (
        shared < _SAME_LINE_SHARE * height or box.x0 - before.x1 > _FAR_HEIGHTS * height or box.x1 < before.x0 - height
    )


def _letter_box(text_page: pypdfium2.PdfTextPage, index: int, place: PixelMap) -> Box:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, rectangle)
    return place.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _font(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    """Name of the font that the letter is set in."""
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME_BYTES, ctypes.c_int())
    return name.value.decode("utf-8", "replace") if 0 < length <= _FONT_NAME_BYTES else ""


def _word(text: str, boxes: list[Box], font: str) -> PlacedWord:
    box = Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
    return PlacedWord(text=text, box=box, font=font)
