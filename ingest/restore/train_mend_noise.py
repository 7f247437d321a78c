"""Training only: lines of clean text as the Vietnamese OCR of the reading path reads them, with its confidence.

    python -m ingest.restore.train_mend_noise --shared DIR --pages 400 --seed 21 --out lines-21.tsv

`--shared` is the data folder with `data/lm`. Pages are set and scanned as for the restorer (`noise_pages`), some of
them at the low resolution of a photograph or a fax, prepared like any page (`page_image`) and read with the Vietnamese
model. The file has lines `printed <tab> read <tab> confidence of each read word, per cent`. About 3 s a page.
"""

import argparse
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from statistics import fmean

from PIL import Image

from core.errors import PageError
from ingest.layout.placed_word import PlacedWord
from ingest.restore.noise import clean_paragraphs
from ingest.restore.noise_pages import SetPage, draw_setting, scan, set_page
from ingest.scans.ocr import OcrEngine, TesseractEngine
from ingest.scans.page_image import for_ocr, straighten

_COARSE_SHARE = 0.4
_COARSE_DPI = (75, 140)
_PAGE_SECONDS = 60
_LEAST_LIKENESS = 0.6


def main() -> None:
    """Writes the lines of as many pages as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    legal, general = (chosen.shared / f"data/lm/{name}.txt.xz" for name in ("legal", "general"))
    seed = chosen.seed
    paragraphs = clean_paragraphs([legal], share=0.02, seed=seed) + clean_paragraphs([general], share=0.008, seed=seed)
    with chosen.out.open("w", encoding="utf-8") as lines:
        for line in read_pages(paragraphs, TesseractEngine(), pages=chosen.pages, seed=seed):
            lines.write(line + "\n")
            lines.flush()


def read_pages(paragraphs: Sequence[str], ocr: OcrEngine, *, pages: int, seed: int) -> Iterator[str]:
    """Training lines from `pages` pages of the paragraphs; the same seed gives the same pages."""
    rng = Random(seed)
    for _ in range(pages):
        setting = draw_setting(rng)
        start = rng.randrange(len(paragraphs))
        page = scan(set_page(list(paragraphs[start : start + 30]), setting, rng), rng)
        dpi = setting.dpi if rng.random() > _COARSE_SHARE else min(setting.dpi, rng.randint(*_COARSE_DPI))
        yield from read_scan(page, ocr, scale=dpi / setting.dpi)


def read_scan(page: SetPage, ocr: OcrEngine, *, scale: float = 1.0) -> Iterator[str]:
    """Training lines of a page whose picture is first made smaller by `scale`."""
    image = page.image.resize((round(page.image.width * scale), round(page.image.height * scale)), Image.Resampling.BOX)
    picture = for_ocr(straighten(image))
    try:
        words = ocr.read(picture, timeout_seconds=_PAGE_SECONDS)
    except PageError:
        return
    enlargement = picture.height / page.image.height
    heights = [middle * enlargement for _, middle in page.lines]
    read: dict[int, list[PlacedWord]] = {}
    for band in _bands(words):
        middle = fmean(word.centre_y for word in band)
        nearest = min(range(len(heights)), key=lambda n: abs(heights[n] - middle), default=None)
        if nearest is not None:
            read.setdefault(nearest, []).extend(band)
    for number, found in sorted(read.items()):
        line = _line(page.lines[number][0], sorted(found, key=lambda word: word.box.x0))
        if line:
            yield line


def _bands(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    bands: dict[int | None, list[PlacedWord]] = {}
    for word in words:
        bands.setdefault(word.line, []).append(word)
    return list(bands.values())


def _line(printed: str, found: Sequence[PlacedWord]) -> str:
    """The training line, or "" when what was read is not this line."""
    read = " ".join(word.text for word in found)
    if SequenceMatcher(None, printed, read, autojunk=False).ratio() < _LEAST_LIKENESS:
        return ""
    return f"{printed}\t{read}\t{' '.join(str(round(100 * word.confidence)) for word in found)}"


if __name__ == "__main__":
    main()
