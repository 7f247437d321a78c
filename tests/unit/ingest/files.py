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
from ingest.layout.placed_word import PlacedWord
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


Storage = dict[str, "bytes | Storage"]


def write_compound(path: Path, root: Storage) -> Path:
    """An OLE compound file: streams with their bytes, storages within one another; all in its mini stream."""
    entries: list[list[object]] = [["Root Entry", 5, -1, b""]]
    _add_entries(entries, 0, root)
    content, mini_chain = b"", []
    starts = []
    for _, kind, _, data in entries:
        sectors = -(-len(data) // 64) if kind == 2 else 0
        starts.append(len(mini_chain) if sectors else _END)
        mini_chain += [*range(len(mini_chain) + 1, len(mini_chain) + sectors), _END][:sectors]
        content += bytes(data).ljust(sectors * 64, b"\x00")
    starts[0] = 1 + -(-len(entries) * 128 // 512) + -(-len(mini_chain) * 4 // 512)
    directory = b"".join(_entry(entries, number, starts[number], len(content)) for number in range(len(entries)))
    parts = [directory, b"".join(_little(number) for number in mini_chain), content]
    padded = [part + bytes(-len(part) % 512) for part in parts]
    first, chain = [], [_FAT]
    for part in padded:
        first.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + len(part) // 512), _END]
    table = b"".join(map(_little, chain)).ljust(512, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, first[0], 0, 4096, first[1], len(padded[1]) // 512, _END, 0, 0)
    path.write_bytes(head.ljust(512, b"\xff") + table + b"".join(padded))
    return path


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _add_entries(entries: list[list[object]], parent: int, storage: Storage) -> None:
    """Appends name, kind, parent and bytes of all that is in `storage`."""
    for name, value in storage.items():
        is_storage = isinstance(value, dict)
        entries.append([name, 1 if is_storage else 2, parent, b"" if is_storage else value])
        if isinstance(value, dict):
            _add_entries(entries, len(entries) - 1, value)


def _entry(entries: list[list[object]], number: int, start: int, content_bytes: int) -> bytes:
    """One directory entry; brothers hang in a chain to the right."""
    name, kind, parent, data = entries[number]
    later = [at for at in range(number + 1, len(entries)) if entries[at][2] == parent]
    children = [at for at in range(len(entries)) if entries[at][2] == number]
    encoded = str(name).encode("utf-16-le")
    size = content_bytes if number == 0 else len(cast(bytes, data))
    tree = struct.pack("<III", _FREE, later[0] if later and number else _FREE, children[0] if children else _FREE)
    head = encoded.ljust(64, b"\x00") + struct.pack("<HBB", len(encoded) + 2, cast(int, kind), 1) + tree
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _little(number: int) -> bytes:
    return number.to_bytes(4, "little")


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
