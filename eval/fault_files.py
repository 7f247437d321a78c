"""Files for the fault suite: small, each page with a mark of its own, so that what is lost or doubled is seen."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw, ImageFont

from core.record import Record

_SUFFIX = {"text": ".txt", "word": ".docx", "scan": ".png"}
_FONT = "DejaVuSans.ttf"
_SCAN_SIZE, _LETTER_SIZE, _MARGIN = (1240, 900), 34, 80
_SENTENCES = (
    "Các đơn vị báo cáo kết quả thực hiện nhiệm vụ trước ngày 15 tháng 12 năm 2025.",
    "Ủy ban nhân dân xã chủ trì rà soát hồ sơ và gửi về Văn phòng để tổng hợp.",
    "Kinh phí thực hiện lấy từ nguồn ngân sách đã giao trong năm kế hoạch.",
    "Phòng Văn hóa phối hợp tuyên truyền nội dung của kế hoạch này đến người dân.",
)


class FaultFile(Record):
    """A file to be handed in.

    Attributes:
        marks: for each page a word that stands on it, and in no other page of any file.
        is_scan: its text must be read from a picture.
    """

    path: Path
    sha256: str
    marks: tuple[str, ...]
    is_scan: bool = False


def write_files(folder: Path, count: int, *, scans: int = 0, seed: int = 1) -> tuple[FaultFile, ...]:
    """So many files, of which so many are scans: text files of three pages, Word files, pictures of one page."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    kinds = ["scan"] * scans + [("text", "text", "word")[number % 3] for number in range(count - scans)]
    chance.shuffle(kinds)
    return tuple(_write(folder, number, kind, chance) for number, kind in enumerate(kinds, start=1))


def _write(folder: Path, number: int, kind: str, chance: random.Random) -> FaultFile:
    pages = 3 if kind == "text" else 1
    marks = tuple(f"{number:04}{page_no:02}{chance.randrange(10_000):04}" for page_no in range(1, pages + 1))
    texts = ["\n".join(_lines(number, mark, chance)) for mark in marks]
    path = folder / f"{number:04}{_SUFFIX[kind]}"
    if kind == "text":
        path.write_text("\f".join(texts), encoding="utf-8")
    elif kind == "word":
        _write_word(path, texts[0])
    else:
        _write_scan(path, texts[0])
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return FaultFile(path=path, sha256=sha256, marks=marks, is_scan=kind == "scan")


def _lines(number: int, mark: str, chance: random.Random) -> Iterator[str]:
    yield f"Số: {number}/KH-UBND"
    yield f"KẾ HOẠCH kiểm tra hồ sơ mang mã {mark}"
    yield from chance.sample(_SENTENCES, 3)


def _write_word(path: Path, text: str) -> None:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def _write_scan(path: Path, text: str) -> None:
    picture = Image.new("L", _SCAN_SIZE, 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(_FONT, _LETTER_SIZE)
    for row, line in enumerate(_wrapped(text)):
        pen.text((_MARGIN, _MARGIN + row * 2 * _LETTER_SIZE), line, fill=0, font=font)
    picture.save(path, dpi=(150, 150))


def _wrapped(text: str, most_letters: int = 55) -> Iterator[str]:
    for line in text.splitlines():
        row = ""
        for word in line.split():
            if row and len(row) + len(word) >= most_letters:
                yield row
                row = ""
            row = f"{row} {word}".strip()
        yield row
