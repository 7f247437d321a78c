"""A page image to a Page, by OCR."""

from PIL import Image

from core.page import Page, ReadingMethod, TextJudgement
from core.span import Box
from ingest.layout import arrange
from ingest.page_image import encode_for_web, has_ink, web_size
from ingest.page_text import write_lines
from ingest.placed_word import PlacedWord
from ingest.reading import PageReading, ReadingTools
from ingest.text_layer import mean_confidence


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
    words = tools.ocr.read(image, timeout_seconds=tools.limits.page_seconds) if has_ink(image) else ()
    size = web_size(image)
    scale = size[0] / image.width
    lines = arrange([_scaled(word, scale) for word in words], width=size[0], height=size[1])
    laid = write_lines(lines)
    page = Page(
        page_no=page_no,
        judgement=judgement,
        reasons=reasons,
        method=ReadingMethod.OCR,
        text=laid.text,
        text_as_read=laid.text_as_read,
        words=laid.words,
        mean_confidence=mean_confidence(laid.words),
        width=size[0],
        height=size[1],
    )
    return PageReading(page=page, image=encode_for_web(image.resize(size, Image.Resampling.LANCZOS)))


def _scaled(word: PlacedWord, scale: float) -> PlacedWord:
    return word.model_copy(update={"box": Box(*(round(side * scale, 1) for side in word.box))})
