"""Page breaks of a layout, found again in the text that the structure gave."""

import re
from pathlib import Path

from core.limits import Limits
from ingest.formats.docx_pages import read_docx_pages
from ingest.formats.page_breaks import find_breaks, with_breaks
from tests.unit.ingest.files import paragraph, write_docx

_NOTHING = re.compile(r"(?!)")


def _sentence(number: int) -> str:
    return f"Nhiệm vụ thứ {number} giao phòng số {number} làm xong trước ngày {number} tháng sau."


def _paged(text: str, sheets: list[str]) -> list[str]:
    breaks = find_breaks(text, sheets, beside=_NOTHING)
    assert breaks is not None
    return with_breaks(text, breaks).split("\f")


def test_pages_end_within_a_paragraph_and_running_heads_stay_out() -> None:
    text = f"{_sentence(1)}\n\n{_sentence(2)} {_sentence(3)}\n\n{_sentence(4)}\n"
    sheets = [f"Trang 1 {_sentence(1)} {_sentence(2)} Nhiệm vụ", f"Trang 2 {_sentence(3)[9:]} {_sentence(4)}"]
    first, second = _paged(text, sheets)
    assert first.endswith("tháng sau. Nhiệm vụ ")
    assert second.startswith("thứ 3 giao")


def test_letters_are_kept_whatever_the_sheets_say() -> None:
    text = "".join(f"{number}. {_sentence(number)}\n\n" for number in range(1, 9))
    sheets = ["".join(_sentence(number) for number in part) for part in ((1, 2, 3), (), (4, 5), (6, 7, 8))]
    pages = _paged(text, sheets)
    assert "".join(pages) == text
    assert [page[:2] for page in pages] == ["1.", "", "4.", "6."]


def test_a_table_row_stays_whole() -> None:
    rows = [f"{number}\t{_sentence(number)}\tSở {number}\n" for number in range(1, 7)]
    first = f"{''.join(rows[:3])} 4 Nhiệm vụ thứ 4 giao phòng".replace("\t", " ")
    rest = f"TT Việc Nơi số 4 làm xong trước ngày 4 tháng sau. Sở 4 {''.join(rows[4:])}".replace("\t", " ")
    assert _paged("".join(rows), [first, rest]) == ["".join(rows[:4]), "".join(rows[4:])]


def test_an_author_s_break_does_not_stand_beside_those_of_the_layout() -> None:
    text = f"{_sentence(1)}\f{_sentence(2)}\n\n\f{_sentence(3)}\n"
    assert _paged(text, [_sentence(1), f"{_sentence(2)} {_sentence(3)}"])[1] == f"{_sentence(2)}\n\n{_sentence(3)}\n"


def test_sheets_of_another_text_break_nothing() -> None:
    assert find_breaks(_sentence(1), ["Trường mầm non", "Thực đơn tuần này"], beside=_NOTHING) is None


def test_a_word_file_has_the_pages_of_its_layout(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "".join(paragraph(_sentence(number)) for number in range(1, 7)))
    sheets = ["".join(_sentence(number) for number in part) for part in ((1, 2), (3, 4, 5), (6,))]
    pages = read_docx_pages(path, limits=Limits(), where="a", sheets=sheets)
    assert [page.text.count("Nhiệm vụ") for page in pages] == [2, 3, 1]
    assert len(read_docx_pages(path, limits=Limits(), where="a", sheets=["không phải"])) == 1
