"""Reads the words on a page image: the protocol, and Tesseract with its Vietnamese model behind it."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytesseract
from PIL import Image

from core.errors import OcrUnavailable, PageError, PageTimeout
from core.span import Box
from core.text import nfc
from ingest.layout.placed_word import PlacedWord

_LANGUAGE = "vie"
_INSTALL_ADVICE = "install tesseract-ocr and tesseract-ocr-vie"
_DEFAULT_DPI = 300
_LEAST_TURN_CONFIDENCE = 1.0
_AUTOMATIC, _ONE_BLOCK = 3, 6
_TABLE = "-c tessedit_create_tsv=1"
_ANSWER_SECONDS = 20.0


class OcrEngine(Protocol):
    """Reads the words on an upright page image."""

    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple[PlacedWord, ...]:
        """Words in the engine's order, boxes in pixels of `image`.

        Args:
            image: an upright page, or a part of one.
            timeout_seconds: time allowed.
            single_block: `image` is one block of text, not to be segmented.

        Raises:
            OcrUnavailable: the engine or its language data is missing.
            PageTimeout: it took longer than `timeout_seconds`.
            PageError: it failed on this page.
        """

    def turn(self, image: Image.Image, *, timeout_seconds: float) -> int:
        """Degrees (0, 90, 180, 270) to turn `image` counter-clockwise so that its text stands upright.

        Raises:
            PageError: as for `read`.
        """


class TesseractEngine:
    """Tesseract 5, one single-threaded process a page."""

    def __init__(self, *, language: str = _LANGUAGE) -> None:
        # Tesseract's own threads spin: four times the CPU for no gain. A write for the child, not a setting of ours.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._language = language

    def version(self) -> str:
        """Version of Tesseract, once it is known to have the language.

        Raises:
            OcrUnavailable: Tesseract or its language data is missing.
        """
        if self._language not in _asked_of_tesseract("--list-langs").split():
            raise OcrUnavailable(f"Tesseract lacks the language {self._language}", advice=_INSTALL_ADVICE)
        return _asked_of_tesseract("--version").partition("\n")[0].removeprefix("tesseract ")

    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple[PlacedWord, ...]:
        """Words that Tesseract finds; look-alike letters (Ð for Đ) are made Vietnamese."""
        with _page_file(image) as file_name, _translated_errors():
            # Not `image_to_data`: it asks for the version first, without a time limit, and may end the program.
            table = pytesseract.run_and_get_output(
                file_name,
                extension="tsv",
                lang=self._language,
                config=f"--psm {_ONE_BLOCK if single_block else _AUTOMATIC} --dpi {_dpi(image)} {_TABLE}",
                timeout=timeout_seconds,
            )
            return tuple(_words(table))

    def turn(self, image: Image.Image, *, timeout_seconds: float) -> int:
        """What Tesseract's orientation model says; 0 when it sees too little text to say."""
        with _page_file(image) as file_name, _translated_errors():
            try:
                found = pytesseract.run_and_get_output(
                    file_name,
                    extension="osd",
                    lang="osd",
                    config=f"--psm 0 --dpi {_dpi(image)}",
                    timeout=timeout_seconds,
                )
            except pytesseract.TesseractError:
                return 0
            facts = dict(line.split(": ", 1) for line in found.splitlines() if ": " in line)
            is_sure = float(facts["Orientation confidence"]) > _LEAST_TURN_CONFIDENCE
            return (360 - int(facts["Rotate"])) % 360 if is_sure else 0


def _words(table: str) -> Iterator[PlacedWord]:
    """The words of Tesseract's table.

    Raises:
        ValueError: it is no such table.
    """
    lines: dict[tuple[str, str, str], int] = {}
    head, *rows = (line.split("\t") for line in table.splitlines())
    if head[-1] != "text":
        raise ValueError("not a table of words")
    for cells in rows:
        row = dict(zip(head, cells, strict=False))
        text, confidence = nfc(row.get("text", "")).strip(), float(row["conf"])
        if not text or confidence < 0:
            continue
        key = (row["block_num"], row["par_num"], row["line_num"])
        left, top = float(row["left"]), float(row["top"])
        box = Box(left, top, left + float(row["width"]), top + float(row["height"]))
        line = lines.setdefault(key, len(lines))
        for part in text.split():
            yield PlacedWord(text=part, box=box, confidence=min(1.0, confidence / 100), line=line)


def _asked_of_tesseract(option: str) -> str:
    """What the program prints for `option`.

    Raises:
        OcrUnavailable: it is not there, fails, or does not answer.
    """
    try:
        answer = subprocess.run(
            [pytesseract.pytesseract.tesseract_cmd, option],
            check=True,
            capture_output=True,
            text=True,
            timeout=_ANSWER_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as exc:
        raise OcrUnavailable("Tesseract is not installed or does not answer", advice=_INSTALL_ADVICE) from exc
    return answer.stdout


def _dpi(image: Image.Image) -> int:
    dpi = image.info.get("dpi", _DEFAULT_DPI)
    across: float = dpi[0] if isinstance(dpi, tuple) else dpi
    return round(across) if 70 <= across <= 2400 else _DEFAULT_DPI


@contextlib.contextmanager
def _page_file(image: Image.Image) -> Iterator[str]:
    """The image as an uncompressed file: packing it as PNG would cost a quarter of the reading time."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        path = Path(folder) / "page.pgm"
        image.convert("L").save(path, format="PPM")
        yield str(path)


@contextlib.contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except pytesseract.TesseractNotFoundError as exc:
        raise OcrUnavailable("Tesseract is not installed", advice=_INSTALL_ADVICE) from exc
    except pytesseract.TesseractError as exc:
        if "language" in str(exc).lower() or "tessdata" in str(exc).lower():
            raise OcrUnavailable("Tesseract lacks the Vietnamese data", advice=_INSTALL_ADVICE) from exc
        raise PageError("Tesseract failed on the page", advice="read the page again, or scan it again") from exc
    except (KeyError, ValueError, OSError) as exc:
        raise PageError("Tesseract gave no table of words", advice="read the page again") from exc
    except RuntimeError as exc:
        raise PageTimeout("the page takes too long to read", advice="scan it again at 300 dpi") from exc
