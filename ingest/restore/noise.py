"""Training only: pairs of a printed line and what an English OCR model made of it.

Clean paragraphs are set and scanned (`noise_pages`), read by Tesseract with an English model, and each line that
was read is matched with the printed line at its height. The result is a file of lines `printed <tab> read`.
"""

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytesseract

from core.text import nfc, squeeze
from ingest.restore.noise_pages import SetPage, draw_setting, scan, set_page

_UNCLEAN = re.compile(r"[*_#|<>\\]|[^\x20-\u024f\u1e00-\u1eff\u2010-\u2026]")


def make_noise(paragraphs: list[str], models: list[Path], *, pages: int, seed: int) -> Iterator[tuple[str, str]]:
    """Pairs (printed line, read line) from `pages` pages.

    Args:
        paragraphs: clean Vietnamese text to draw from.
        models: folders that hold an `eng.traineddata` each; the first is used most.
        seed: the same seed gives the same pages.
    """
    rng = Random(seed)
    for _ in range(pages):
        setting = draw_setting(rng)
        start = rng.randrange(len(paragraphs))
        page = scan(set_page(paragraphs[start : start + 30], setting, rng), rng)
        model = rng.choices(models, weights=[6, 3, 1][: len(models)])[0]
        yield from read_lines(page, model, layout_mode=rng.choice((6, 6, 3)))


def read_lines(page: SetPage, model: Path, *, layout_mode: int) -> Iterator[tuple[str, str]]:
    """Each printed line of `page` that was read, with what was read."""
    options = f"--tessdata-dir {model} --oem 1 --psm {layout_mode}"
    table = pytesseract.image_to_data(page.image, lang="eng", config=options, output_type=pytesseract.Output.DICT)
    read: dict[int, list[tuple[int, str]]] = {}
    bands: dict[tuple[int, int, int], list[int]] = {}
    for index, word in enumerate(table["text"]):
        if word.strip():
            key = (table["block_num"][index], table["par_num"][index], table["line_num"][index])
            bands.setdefault(key, []).append(index)
    for members in bands.values():
        middle = sum(table["top"][i] + table["height"][i] / 2 for i in members) / len(members)
        nearest = min(range(len(page.lines)), key=lambda n: abs(page.lines[n][1] - middle), default=None)
        if nearest is not None:
            read.setdefault(nearest, []).extend((table["left"][i], table["text"][i]) for i in members)
    for number, words in sorted(read.items()):
        yield page.lines[number][0], squeeze(" ".join(word for _, word in sorted(words)))


def clean_paragraphs(files: list[Path], *, share: float, seed: int) -> list[str]:
    """A random share of the paragraphs of xz text files: runs of 30 that keep their order, unclean ones left out."""
    rng = Random(seed)
    kept: list[str] = []
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            keep = False
            for number, line in enumerate(lines):
                if number % 30 == 0:
                    keep = rng.random() < share
                paragraph = squeeze(nfc(line)).replace("*", "")
                if keep and len(paragraph) > 20 and is_clean(paragraph):
                    kept.append(paragraph)
    return kept


def is_clean(paragraph: str) -> bool:
    """Whether it holds only what the faces can set: Vietnamese letters and common marks, none of them mark-up."""
    return not _UNCLEAN.search(paragraph)
