"""How well pages spoilt by program are read, beside bare Tesseract on the very same pictures."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from PIL import Image

from eval.degraded_pages import DEGRADATIONS, draw_pages, missing_fonts
from eval.edit_distance import character_error_rate
from eval.figures import Figure
from ingest.reading import ReadingTools
from ingest.scans.image_page import read_image

_PAGES, _SEED = 4, 11
_GOALS = {"scan 300 dpi": 0.2, "photocopy 150 dpi": 2.0, "photocopy 150 dpi, one bit": 2.0}
_BARE_SECONDS = 120.0


def degraded_figures(tools: ReadingTools, kinds: Sequence[str] = tuple(DEGRADATIONS)) -> tuple[Figure, ...]:
    """CER for each way of spoiling a page, ours and bare Tesseract's; nothing where the fonts are missing."""
    if missing_fonts():
        return ()
    return tuple(figure for kind in kinds for figure in _compare(kind, tools))


def _compare(kind: str, tools: ReadingTools) -> Iterator[Figure]:
    ours, bare = [], []
    for page in draw_pages(kind, pages=_PAGES, seed=_SEED):
        read = read_image(page.image, 1, tools=tools).page.text
        ours.append(100 * character_error_rate(page.text, read))
        bare.append(100 * character_error_rate(page.text, _bare_text(page.image, tools)))
    yield _figure(kind, fmean(ours), goal=_GOALS.get(kind), system="dondoc")
    yield _figure(kind, fmean(bare), goal=None, system="tesseract vie")


def _bare_text(image: Image.Image, tools: ReadingTools) -> str:
    """What the engine makes of the picture as it is, words in its own order."""
    return " ".join(word.text for word in tools.ocr.read(image, timeout_seconds=_BARE_SECONDS))


def _figure(kind: str, value: float, *, goal: float | None, system: str) -> Figure:
    return Figure(
        data="rendered", name=f"CER, {kind}", value=value, goal=goal, lower_is_better=True, system=system, count=_PAGES
    )
