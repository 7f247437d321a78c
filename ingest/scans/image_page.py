"""A page image to a Page, by OCR."""

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image

from core.page import AsideKind, Page, PageRegion, ReadingMethod, RegionKind, TextJudgement
from core.span import Box
from ingest.layout.page_text import text_line, write_lines
from ingest.layout.placed_word import PlacedWord
from ingest.layout.reading_order import apart, arrange
from ingest.layout.visual_lines import group_lines
from ingest.reading import PageReading, ReadingTools
from ingest.scans.arrival_stamps import arrival_stamps, drop_stamped, find_frames, stamp_asides, unframed_stamps
from ingest.scans.coloured_notes import read_coloured_ink
from ingest.scans.doubled_letters import without_doubled_letters
from ingest.scans.handwriting_look import look_at_handwriting
from ingest.scans.ink_regions import find_ink_regions
from ingest.scans.line_case import with_small_letters
from ingest.scans.mended_words import mend_lines
from ingest.scans.missed_cells import Readers, read_missed_cells, read_missed_places
from ingest.scans.ocr_noise import drop_noise, drop_specks
from ingest.scans.page_edges import laid_flat
from ingest.scans.page_image import despeckled, encode_for_web, for_ocr, has_ink, shown_page, straighten
from ingest.scans.pen_writing import PenWriting, part_pen_writing
from ingest.scans.printed_forms import with_printed_forms
from ingest.scans.signature_look import look_at_signature
from ingest.tables.ruled_tables import RuledTable, find_tables
from ingest.tables.rules import find_rules, without_rules
from ingest.text_layers.text_layer import mean_confidence

_CLEARLY_READ = 0.85
_HARDLY_READ = 0.6
_LONGER_WORD = 4


class _Seen(NamedTuple):
    """A page turned upright, as it is shown, the picture of it that OCR was given, and the words on that picture."""

    upright: Image.Image
    shown: Image.Image
    tables: tuple[RuledTable, ...]
    frames: tuple[Box, ...]
    picture: Image.Image
    words: tuple[PlacedWord, ...]
    handwriting: tuple[Box, ...] = ()
    pen: PenWriting = PenWriting((), (), ())


def read_image(
    image: Image.Image,
    page_no: int,
    *,
    tools: ReadingTools,
    judgement: TextJudgement = TextJudgement.EMPTY,
    reasons: tuple[str, ...] = (),
) -> PageReading:
    """The page shown by `image`, read by OCR; its boxes refer to the smaller image that is returned with it.

    Raises:
        PageError: OCR is missing, failed, or took too long.
    """
    seen = _read_upright(laid_flat(image), tools) if has_ink(image) else _see(image, None)
    size = seen.shown.size
    scaled = [_scaled(word, size[0] / seen.picture.width) for word in seen.words]
    sides = {"width": size[0], "height": size[1]}
    framed = arrival_stamps(scaled, seen.frames)
    stamps = (*framed, *unframed_stamps(drop_stamped(scaled, framed), **sides))
    words = drop_stamped(scaled, stamps)
    pen = _pen_on_shown(seen)
    beside = apart(words, **sides, tables=seen.tables).asides
    apart_from_text = _regions(seen, stamps)
    signed = [aside.box for aside in beside if aside.kind is AsideKind.SIGNING_STAMP and aside.box]
    ink = read_coloured_ink(
        seen.shown,
        seen.upright,
        words,
        known=[*signed, *(region.box for region in apart_from_text)],
        ocr=tools.ocr,
        timeout_seconds=tools.limits.page_seconds,
    )
    lines = (*map(text_line, group_lines(ink.marks)), *arrange(words, **sides, tables=seen.tables))
    laid = write_lines(mend_lines(lines, tools.mender) if words else lines)
    page = Page(
        page_no=page_no,
        judgement=judgement,
        reasons=reasons,
        method=ReadingMethod.OCR,
        text=laid.text,
        text_as_read=laid.text_as_read,
        words=laid.words,
        merged_cells=laid.merged_cells,
        footnotes=laid.footnotes,
        asides=(*stamp_asides(scaled, stamps), *ink.asides, *pen.asides, *beside),
        mean_confidence=mean_confidence(laid.words),
        width=size[0],
        height=size[1],
        regions=(*ink.regions, *apart_from_text, *_unmet(pen.regions, (*ink.regions, *apart_from_text))),
    )
    return PageReading(page=page, image=encode_for_web(seen.shown))


def _pen_on_shown(seen: _Seen) -> PenWriting:
    """Pen writing and black seals, boxes in pixels of the page as it is shown."""
    scale = seen.shown.width / seen.picture.width
    regions = [region.model_copy(update={"box": _scaled_box(region.box, scale)}) for region in seen.pen.regions]
    asides = [
        aside.model_copy(update={"box": _scaled_box(aside.box, scale) if aside.box else None})
        for aside in seen.pen.asides
    ]
    return PenWriting((), tuple(regions), tuple(asides))


def _unmet(regions: Sequence[PageRegion], known: Sequence[PageRegion]) -> list[PageRegion]:
    """`regions` less those that another way of looking found as well."""
    return [region for region in regions if not any(region.box.meets(other.box) for other in known)]


def _regions(seen: _Seen, stamps: tuple[Box, ...]) -> list[PageRegion]:
    scale = seen.shown.width / seen.picture.width
    written = [_scaled_box(box, scale) for box in seen.handwriting]
    return [
        *(PageRegion(kind=RegionKind.ARRIVAL_STAMP, box=box) for box in stamps),
        *(PageRegion(kind=RegionKind.HANDWRITING, box=box) for box in written),
    ]


def _read_upright(image: Image.Image, tools: ReadingTools) -> _Seen:
    """The page read as it lies; turned or despeckled and read again only when that reading is doubtful."""
    seconds = tools.limits.page_seconds
    seen = _see(straighten(image), tools)
    if _certainty(seen.words) < _HARDLY_READ or _is_sideways(seen.words):
        degrees = tools.ocr.turn(seen.picture, timeout_seconds=seconds)
        if degrees:
            turned = _see(straighten(image.rotate(degrees, expand=True)), tools)
            seen = turned if _is_sideways(seen.words) else max(seen, turned, key=_sure_letters)
    if _certainty(seen.words) < _CLEARLY_READ:
        clean = despeckled(seen.picture)
        again = seen._replace(picture=clean, words=tools.ocr.read(clean, timeout_seconds=seconds))
        seen = max(seen, again, key=_sure_letters)
    seen = seen._replace(words=drop_specks(seen.words))
    scale = seen.shown.width / seen.picture.width
    in_table = [word for word in seen.words if any(table.place_of(_scaled(word, scale)) for table in seen.tables)]
    known = {id(word) for word in in_table}
    readers = Readers(tools.ocr, tools.lines, seconds)
    cells = read_missed_cells(seen.picture, seen.tables, in_table, scale=1 / scale, readers=readers)
    pen = part_pen_writing(
        with_printed_forms([word for word in seen.words if id(word) not in known], height=seen.picture.height),
        seen.picture,
        printed=[_scaled_box(box, 1 / scale) for box in (*(table.box for table in seen.tables), *seen.frames)],
        ocr=tools.ocr,
        timeout_seconds=seconds,
    )
    printed = with_small_letters(drop_noise(without_doubled_letters(pen.words, seen.picture, lines=tools.lines)))
    running = read_missed_places(seen.picture, printed, readers=readers)
    words = look_at_signature(
        (*running, *cells),
        seen.picture,
        coloured=seen.upright if seen.upright.mode != "L" else None,
        seals=_seals(seen, pen, scale),
        ocr=tools.ocr,
        timeout_seconds=seconds,
    )
    enlarged = seen.upright.width / seen.picture.width
    head = look_at_handwriting(words, seen.upright, scale=enlarged, lines=tools.lines)
    return seen._replace(words=head.words, handwriting=head.places, pen=pen)


def _seals(seen: _Seen, pen: PenWriting, scale: float) -> list[Box]:
    """Black seals, or red ones, in pixels of the picture; `scale` is pixels of the shown page for one of its own."""
    black = [region.box for region in pen.regions if region.kind is RegionKind.SEAL]
    red = () if black else find_ink_regions(seen.shown)
    return black or [_scaled_box(region.box, 1 / scale) for region in red if region.kind is RegionKind.SEAL]


def _see(upright: Image.Image, tools: ReadingTools | None) -> _Seen:
    """The page with its tables, and its words when there are tools to read them."""
    shown = shown_page(upright)
    rules = find_rules(shown)
    tables = find_tables(rules, width=shown.width)
    frames = find_frames(rules, width=shown.width, height=shown.height)
    picture = for_ocr(upright)
    if tables:
        drawn = [rule for table in tables for rule in table.rules]
        picture = without_rules(picture, drawn, scale=picture.width / shown.width)
    words = tools.ocr.read(picture, timeout_seconds=tools.limits.page_seconds) if tools else ()
    return _Seen(upright, shown, tables, frames, picture, words)


def _is_sideways(words: tuple[PlacedWord, ...]) -> bool:
    """Most longer words stand higher than wide: the text runs up or down the page."""
    longer = [word.box for word in words if len(word.text) >= _LONGER_WORD]
    return sum(box.bottom - box.top > box.x1 - box.x0 for box in longer) > len(longer) / 2


def _certainty(words: tuple[PlacedWord, ...]) -> float:
    """Mean confidence, each word weighing as many letters as it has; 0 without words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _sure_letters(seen: _Seen) -> float:
    """How many letters are more likely right than wrong, less those that are more likely wrong."""
    return sum((word.confidence - 0.5) * len(word.text) for word in seen.words)


def _scaled(word: PlacedWord, scale: float) -> PlacedWord:
    return word.model_copy(update={"box": _scaled_box(word.box, scale)})


def _scaled_box(box: Box, scale: float) -> Box:
    return Box(*(round(side * scale, 1) for side in box))
