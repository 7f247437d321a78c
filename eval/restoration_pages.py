"""Part of suite `restore`: what the restorer makes of pages by how they were made, and of letters lost by a font.

Each page is restored alone, as one page of a scan would be. A page of which the OCR got more than a third of the
characters wrong is one that no one could read; such pages are counted apart.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from eval.edit_distance import edit_distance
from eval.figures import Figure
from eval.restoration_metrics import word_accuracy
from eval.restoration_rendering import RenderedLine, rendered_pages
from ingest.restore import Restorer

_MOST_WRONG = 1 / 3
_ACCENTED = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]", re.IGNORECASE)
_LOST = {"accents lost, marked": "\ufffd", "accents lost, as ?": "?", "accents lost, no trace": ""}

Page = tuple[RenderedLine, ...]


def measure_pages(restorer: Restorer) -> list[Figure]:
    """Words right by face, resolution and OCR model, on unreadable pages, and where a font lost its letters."""
    lines = rendered_pages()
    pages = [tuple(group) for _, group in groupby(lines, key=lambda line: line[:4])]
    readable, unreadable = parted_by_readability(pages)
    restored = {page: _restored(page, restorer) for page in pages}
    figures = [_figure("rendered by page", "words right", readable, restored)]
    for kind in ("face", "dpi", "model"):
        for value in sorted({getattr(page[0], kind) for page in readable}):
            chosen = [page for page in readable if getattr(page[0], kind) == value]
            figures.append(_figure("rendered by page", f"words right, {kind} {value}", chosen, restored))
    figures.append(_figure("rendered, a third of the letters wrong", "words right", unreadable, restored))
    return figures + [_lost(name, mark, readable, restorer) for name, mark in _LOST.items()]


def parted_by_readability(pages: Sequence[Page]) -> tuple[list[Page], list[Page]]:
    """Pages that the OCR got mostly right, and those of which it got more than a third of the characters wrong."""
    parted: tuple[list[Page], list[Page]] = ([], [])
    for page in pages:
        parted[_wrong_share(page) > _MOST_WRONG].append(page)
    return parted


def _wrong_share(page: Page) -> float:
    """Characters that the OCR got wrong, as a share of those printed."""
    return sum(edit_distance(line.printed, line.read) for line in page) / sum(len(line.printed) for line in page)


def _restored(page: Page, restorer: Restorer) -> tuple[str, ...]:
    return tuple(restorer.restore("\n".join(line.read for line in page)).text.split("\n"))


def _figure(data: str, name: str, pages: Sequence[Page], restored: dict[Page, tuple[str, ...]]) -> Figure:
    pairs = [(line.printed, got) for page in pages for line, got in zip(page, restored[page], strict=True)]
    return Figure(data=data, name=name, value=100 * word_accuracy(pairs), count=_words(pages))


def _lost(name: str, mark: str, pages: Sequence[Page], restorer: Restorer) -> Figure:
    pairs: list[tuple[str, str]] = []
    for page in pages:
        read = "\n".join(_ACCENTED.sub(mark, line.printed) for line in page)
        pairs += zip((line.printed for line in page), restorer.restore(read).text.split("\n"), strict=True)
    return Figure(data=name, name="words right", value=100 * word_accuracy(pairs), count=_words(pages))


def _words(pages: Iterable[Page]) -> int:
    return sum(len(line.printed.split()) for page in pages for line in page)
