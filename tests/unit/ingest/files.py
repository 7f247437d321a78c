"""Makes small files of every kind that is read, and stand-ins for reading."""

import io
import re
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PIL import Image

from core.errors import OcrUnavailable, PageTimeout
from core.limits import Limits
from core.span import Box
from ingest.placed_word import PlacedWord
from ingest.reader import ReadingTools
from ingest.restore import RestoredText, RestoredWord, Restorer
from ingest.restore.mend import MendedWord, Mender

_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
)


def write_docx(path: Path, body: str) -> Path:
    """A DOCX file with `body` as the XML of its body."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _DOCUMENT.format(body=body))
    return path


def write_compound(path: Path, *streams: str) -> Path:
    """An OLE compound file with short streams of these names in its root, each of 64 zero bytes."""
    names = ["Root Entry", *streams]
    sectors = len(streams) + 1
    directory = b"".join(_directory_entry(name, number, len(streams)) for number, name in enumerate(names))
    directory += bytes(-len(directory) % 512)
    directory_sectors = len(directory) // 512
    content = bytes(64 * sectors) + bytes(-64 * sectors % 512)
    chain = [0xFFFFFFFD, *range(2, directory_sectors + 1), 0xFFFFFFFE]
    first_mini = directory_sectors + 1
    chain += [0xFFFFFFFE, *range(first_mini + 2, first_mini + 1 + len(content) // 512), 0xFFFFFFFE]
    mini = [0xFFFFFFFE] * sectors
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    )
    header += struct.pack("<IIIII", 4096, first_mini, 1, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 432
    parts = [header, _sector(chain), directory, _sector(mini), content]
    path.write_bytes(b"".join(parts))
    return path


def _directory_entry(name: str, number: int, streams: int) -> bytes:
    encoded = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    right = number + 1 if 0 < number < streams else none
    child = 1 if number == 0 else none
    start, size = (0xFFFFFFFF, 64 * (streams + 1)) if number == 0 else (number, 64)
    entry = encoded.ljust(64, b"\x00") + struct.pack(
        "<HBBIII", len(encoded) + 2, 5 if number == 0 else 2, 1, none, right, child
    )
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def _sector(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers).ljust(512, b"\xff")


def paragraph(text: str, properties: str = "") -> str:
    """XML of a paragraph of one run."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def write_text_pdf(
    path: Path, pages: Sequence[Sequence[tuple[float, float, str]]], *, before: str = "", mode: int = 0, turn: int = 0
) -> Path:
    """A PDF whose pages hold ASCII texts at (x, y) points from the lower left corner of an A4 page.

    Args:
        path: where to write it.
        pages: texts of each page.
        before: what is drawn first on each page.
        mode: text rendering mode (3: invisible).
        turn: 1 to draw the texts turned by a quarter, running up the page from (y, x).
    """
    matrix = "0 1 -1 0 {y} {x}" if turn else "1 0 0 1 {x} {y}"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for texts in pages:
        content = before + "".join(
            f"BT /F1 12 Tf {mode} Tr {matrix.format(x=x, y=y)} Tm ({text}) Tj ET\n" for x, y, text in texts
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >>"
        kids.append(f"{len(objects) + 1} 0 R")
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {font} /Contents {len(objects)} 0 R >>"
        objects.append(page)
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _write_objects(path, objects)


def write_scan_with_layer(path: Path, text: str) -> Path:
    """A PDF page that is one picture with `text` (ASCII) as an invisible layer, as scanners write it."""
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID FF> EI Q\n"
    return write_text_pdf(path, [[(72, 700, text)]], before=picture, mode=3)


def _write_objects(path: Path, objects: Sequence[str]) -> Path:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode())
    start = out.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    path.write_bytes(out.getvalue())
    return path


def write_picture_pdf(path: Path, pages: int = 1) -> Path:
    """A PDF whose pages are pictures with a black bar."""
    picture = Image.new("L", (850, 1100), "white")
    picture.paste(0, (100, 200, 700, 260))
    picture.save(path, format="PDF", resolution=100, save_all=True, append_images=[picture] * (pages - 1))
    return path


def placed(text: str, x0: float, top: float, *, height: float = 20, confidence: float = 0.95) -> PlacedWord:
    """A word ten pixels wide a letter."""
    box = Box(x0, top, x0 + 10 * len(text), top + height)
    return PlacedWord(text=text, box=box, confidence=confidence)


def line_of(text: str, x0: float, top: float, **options: float) -> list[PlacedWord]:
    """The words of `text` side by side from `x0`, five pixels apart."""
    words = []
    for word in text.split():
        words.append(placed(word, x0, top, **options))
        x0 = words[-1].box.x1 + 5
    return words


class FakeOcr:
    """Reads the same words from every page."""

    def __init__(self, words: Sequence[PlacedWord] = ()) -> None:
        self._words = tuple(words)

    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple[PlacedWord, ...]:
        return () if single_block else self._words

    def turn(self, image: Image.Image, *, timeout_seconds: float) -> int:
        return 0


class SlowOcr(FakeOcr):
    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple[PlacedWord, ...]:
        raise PageTimeout("too long")


class MissingOcr(FakeOcr):
    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple[PlacedWord, ...]:
        raise OcrUnavailable("not installed")


class FakeRestorer:
    """Turns "s6" into "số" and is unsure of nothing else."""

    def restore(self, text: str) -> RestoredText:
        restored = text.replace("s6", "số")
        words, read = list(re.finditer(r"\S+", restored)), text.split()
        return RestoredText(
            text=restored,
            words=tuple(
                RestoredWord(start=m.start(), end=m.end(), text=m.group(), as_read=old, confidence=0.95)
                for m, old in zip(words, read, strict=True)
            ),
        )


class FakeMender:
    """Turns "đối" into "đổi" and leaves all else."""

    def mend(self, text: str, confidences: Sequence[float]) -> tuple[MendedWord, ...]:
        words = zip(text.split(), confidences, strict=True)
        return tuple(MendedWord("đổi" if word == "đối" else word, sure) for word, sure in words)


def tools(ocr: FakeOcr | None = None, limits: Limits | None = None) -> ReadingTools:
    """Reading tools with a stand-in for OCR."""
    return ReadingTools(
        ocr=ocr or FakeOcr(),
        limits=limits or Limits(),
        load_restorer=lambda: cast(Restorer, FakeRestorer()),
        load_mender=lambda: cast(Mender, FakeMender()),
    )
