"""Reads one line of writing, letter by letter: the protocol, and TrueOCR's line model behind it.

A second opinion where Tesseract fails: it was trained on more than print, so that it makes out many handwritten digits.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PIL import Image

from core.record import Record

if TYPE_CHECKING:
    from trueocr import Recognizer

_BLANK = 0


class ReadLetter(Record):
    """One character of a line, spaces included, with the probability that the model gives it, 0..1."""

    text: str
    confidence: float


class LineReader(Protocol):
    """Reads a picture of a single line."""

    def read_line(self, image: Image.Image) -> tuple[ReadLetter, ...]:
        """Characters from left to right; composed letters may come as several code points."""


class TrueOcrLines:
    """The line model of the package `trueocr`, one thread; loaded when first asked. See docs/adr/0082."""

    def __init__(self) -> None:
        self._recognizer: Recognizer | None = None
        self._loading = threading.Lock()

    def read_line(self, image: Image.Image) -> tuple[ReadLetter, ...]:
        """Characters with the peak of each in the model's output; greedy, no dictionary."""
        from trueocr.preprocess import pad_batch, prepare_image

        recognizer = self._loaded()
        ink = prepare_image(
            np.asarray(image.convert("L")),
            max_width=recognizer.max_width,
            pad_y=recognizer.pad_y,
            pad_x=recognizer.pad_x,
        )
        pixels, widths = pad_batch([ink])
        steps, peaks, lengths = recognizer.session.run(["ids", "conf", "lengths"], {"x": pixels, "widths": widths})
        letters: list[ReadLetter] = []
        before = _BLANK
        for step, peak in zip(steps[0, : int(lengths[0])], peaks[0], strict=False):
            if step not in (_BLANK, before):
                letters.append(ReadLetter(text=recognizer.chars[int(step) - 1], confidence=min(1.0, float(peak))))
            before = step
        return tuple(letters)

    def _loaded(self) -> "Recognizer":
        with self._loading:
            if self._recognizer is None:
                import trueocr

                self._recognizer = trueocr.Recognizer(Path(trueocr.__file__).parent / "models", threads=1)
            return self._recognizer
