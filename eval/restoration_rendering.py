"""Makes the rendered pages of suite `restore`: real directives set, scanned and misread by English OCR.

    python -m eval.restoration_rendering --english FULL FAST --out eval/gold/restore/rendered_pages.tsv

`FULL` and `FAST` are folders with an `eng.traineddata` each. Every page is of another face, resolution and model, in
turn, and each line keeps what its page was like. Two of the six faces were never trained on. Pages that no one could
read, and lines that the OCR lost, are left out: less than 62 and 40 in 100 characters alike, accents and case aside.
"""

import argparse
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import cycle, product
from pathlib import Path
from random import Random
from typing import NamedTuple

from core.text import fold, nfc, squeeze
from ingest.restore.noise import is_clean, read_lines
from ingest.restore.noise_pages import FACES, UNTRAINED_FACES, SetPage, Setting, scan, set_page

_GOLD = Path(__file__).parent / "gold"
DOCUMENTS = ("001", "002", "013", "015", "017", "020", "027", "029", "032", "035", "038", "059")
"""Files of `gold/texts` that nothing was trained on and no weight was chosen by; the others are the development set."""
_DPI = (200, 250, 300)
_LINES_A_DOCUMENT = 160
_READABLE_PAGE, _READABLE_LINE = 0.62, 0.4


class RenderedLine(NamedTuple):
    """A line of a document as printed and as it was misread, and what its page was like."""

    document: str
    face: str
    dpi: str
    model: str
    printed: str
    read: str


def rendered_pages(path: Path = _GOLD / "restore/rendered_pages.tsv") -> tuple[RenderedLine, ...]:
    """The recorded lines, page by page."""
    return tuple(RenderedLine(*nfc(row).split("\t")) for row in path.read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Writes the lines to the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--english", type=Path, nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    with chosen.out.open("w", encoding="utf-8") as out:
        for line in _render(chosen.english, seed=chosen.seed):
            out.write("\t".join(line) + "\n")


def _render(models: Sequence[Path], *, seed: int) -> Iterator[RenderedLine]:
    rng = Random(seed)
    ways = list(product([*FACES, *UNTRAINED_FACES], _DPI, models))
    rng.shuffle(ways)
    in_turn = cycle(ways)
    for document in DOCUMENTS:
        paragraphs = _paragraphs(document)
        printed = 0
        while paragraphs and printed < _LINES_A_DOCUMENT:
            face, dpi, model = next(in_turn)
            page = set_page(paragraphs, Setting(face, rng.choice((12.0, 13.0, 13.5, 14.0)), dpi), rng)
            if not page.lines:
                break
            for was, read in _readable(list(read_lines(scan(page, rng), model, layout_mode=6))):
                yield RenderedLine(document, face, str(dpi), model.name, was, read)
            printed += len(page.lines)
            paragraphs = _after(page, paragraphs)


def _paragraphs(document: str) -> list[str]:
    (file,) = (_GOLD / "texts").glob(f"{document}_*.txt")
    lines = (squeeze(nfc(line)).replace("*", "") for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if len(line) > 3 and is_clean(line)]


def _readable(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    alike = [SequenceMatcher(None, fold(printed), fold(read)).ratio() for printed, read in pairs]
    if sum(alike) < _READABLE_PAGE * len(pairs):
        return []
    return [pair for pair, share in zip(pairs, alike, strict=True) if share > _READABLE_LINE]


def _after(page: SetPage, paragraphs: list[str]) -> list[str]:
    """The paragraphs that come after those of the page."""
    left = sum(len(line) + 1 for line, _ in page.lines)
    for number, paragraph in enumerate(paragraphs):
        if left <= 0:
            return paragraphs[number:]
        left -= len(paragraph) + 1
    return []


if __name__ == "__main__":
    main()
