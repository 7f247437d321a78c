"""Files that somebody changed at random: taken in or refused, read or set aside, and never worse.

`make fuzz SECONDS=600` goes on for as long as it is told.
"""

import io
import os
import random
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.errors import IntakeError
from core.limits import Limits
from ingest.deadlines.phrases import find_deadlines
from ingest.intake import accept_files
from ingest.pipeline import default_tools
from ingest.reader import read_page
from ingest.understand import understand
from service.tasks.extract import extract_tasks
from tests.hostile_files import HOSTILE, packed, plain_pdf, sheet_file, word_file
from tests.records import make_page

SECONDS = float(os.environ.get("FUZZ_SECONDS", "20"))
LIMITS = Limits(
    file_bytes=5 << 20, pages=10, page_pixels=2_000_000, page_seconds=20.0, unpacked_bytes=20 << 20, members=10
)
_PIECES = (
    *"""trước ngày 15/12/2025¦quý III năm 2025¦Số: 15/KH-UBND¦Căn cứ Nghị định số 30/2020/NĐ-CP¦Sở Y tế chủ trì¦phối hợp
    ¦Điều 1¦Nơi nhận:¦hằng tháng¦ủy ban¦31/02/2025¦99/99/9999¦tháng 13¦KẾ HOẠCH¦Phụ lục¦trong vòng 10 ngày¦TM.¦KT.
    ¦1.¦a)¦-¦|¦…¦“¦”¦(¦)¦;¦Đ¦0¦=¦__""".replace("\n    ", "").split("¦"),
    *("\t", "\n", "\n\n", "\u0301", "\x0c"),
)
_SMALL = ("acts.pdf", "calls-out.docx", "calls-out.html", "calls-out.eml", "circle.tiff", "entities.xlsx")


@cache
def _seeds() -> tuple[bytes, ...]:
    picture, stream = Image.new("L", (40, 30), 200), io.BytesIO()
    picture.save(stream, "TIFF")
    mail = b"From: a@b.vn\nSubject: =?utf-8?q?K=E1=BA=BF?=\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Ke hoach"
    page = "<html><body><table><tr><td>Kế hoạch<td>15/12/2025</table>".encode()
    made = (word_file(), sheet_file(), plain_pdf(), packed({"a.txt": "Kế hoạch", "b.docx": word_file()}))
    rtf = rb"{\rtf1\ansi\ansicpg1258 Ke hoach\par}"
    return (*made, stream.getvalue(), mail, page, rtf, *(HOSTILE[name]("http://127.0.0.1:9") for name in _SMALL))


def _changed(chance: random.Random) -> bytes:
    """One of the seeds with bytes flipped, cut out, doubled, or put in from another."""
    content = bytearray(chance.choice(_seeds()))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(content) + 1)
        end = min(len(content), place + chance.choice((1, 2, 4, 64, 1000)))
        match chance.randrange(5):
            case 0:
                content[place:end] = chance.randbytes(end - place)
            case 1:
                del content[place:end]
            case 2:
                content[place:place] = content[place:end] * chance.choice((1, 2, 50))
            case 3:
                content[place:end] = chance.choice((b"\0", b"\xff" * 4, b"-1", b"99999999999", b"<", b"%", b"\\", b"{"))
            case _:
                other = chance.choice(_seeds())
                start = chance.randrange(len(other))
                content[place:end] = other[start : start + chance.choice((8, 256, 4096))]
    return bytes(content)


def _take_in_and_read(content: bytes, folder: Path) -> int:
    """How many pages came of it."""
    folder.mkdir(exist_ok=True)
    path, tools, pages = folder / "tep", default_tools(LIMITS), []
    path.write_bytes(content)
    inner = folder / f"inner-{time.monotonic_ns()}"
    inner.mkdir()
    try:
        for taken in accept_files(path, folder=inner, limits=LIMITS):
            if not isinstance(taken.found, IntakeError):
                pages += [
                    read_page(taken.path, taken.found, page_no, tools=tools).page
                    for page_no in range(1, min(taken.found.pages, 2) + 1)
                ]
    except IntakeError:
        return 0
    for page in pages:
        extract_tasks(understand([page.model_copy(update={"page_no": 1})]), document_id="x")
    return len(pages)


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=12), max_size=60))
@settings(max_examples=25)
def test_any_text_is_understood(pieces: list[str]) -> None:
    text = " ".join(pieces)
    directive = understand([make_page(1, text)])
    for task in extract_tasks(directive, document_id="x"):
        assert all(directive.text[span.start : span.end] == span.text for span in task.spans)
    find_deadlines(text, issued_on=None)


@pytest.mark.slow
@pytest.mark.timeout(int(SECONDS) + 300)
def test_files_changed_at_random_for_a_stated_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began, cases, pages, seed = time.monotonic(), 0, 0, random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    while time.monotonic() - began < SECONDS:
        content = _changed(chance)
        (tmp_path / "last").write_bytes(content)
        case_began = time.monotonic()
        pages += _take_in_and_read(content, tmp_path / "case")
        cases += 1
        assert time.monotonic() - case_began < 90, f"seed {seed}, case {cases}"
    with capsys.disabled():
        sys.stderr.write(f"\n{cases} files in {SECONDS:.0f} s, {pages} pages read, seed {seed}\n")
    assert cases > 5


@pytest.mark.slow
@settings(max_examples=int(SECONDS * 20), suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=30), max_size=200))
def test_any_longer_text_is_understood(pieces: list[str]) -> None:
    understand([make_page(1, "".join(pieces))])
