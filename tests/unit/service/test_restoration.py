"""Restoring a text or a file outside the register: good text stands, ruined lines come back, pages say why."""

from pathlib import Path

import pytest

from core.errors import PageError
from core.page import ReadingMethod
from core.text import strip_accents
from ingest.restore import Restorer
from service.restoration import restore_file, restore_text
from tests.unit.ingest.files import MissingOcr, paragraph, tools, write_docx, write_picture_pdf

_GOOD = "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp với các đơn vị thực hiện kế hoạch này.\n"


def _unwanted() -> Restorer:
    raise AssertionError("good text must not wait for the restorer")


def test_good_text_stands_and_needs_no_restorer() -> None:
    restored = restore_text(_GOOD * 3, load_restorer=_unwanted)
    assert restored.text == _GOOD * 3
    assert restored.pages[0].method is ReadingMethod.TEXT_LAYER


def test_only_the_ruined_lines_change() -> None:
    restored = restore_text(_GOOD * 6 + strip_accents(_GOOD) * 6, load_restorer=Restorer.load)
    assert restored.text.startswith(_GOOD * 6)
    assert restored.text.count("thực hiện kế hoạch này") == 12
    assert all(restored.text[word.start : word.end] == word.text for word in restored.words)
    assert {word.as_read for word in restored.words if word.text == "kế"} == {"kế", "ke"}


def test_a_short_text_without_accents_is_restored_all_the_same() -> None:
    assert restore_text("ke hoach", load_restorer=Restorer.load).text == "kế hoạch"


def test_a_word_file_is_read_by_its_pages(tmp_path: Path) -> None:
    restored = restore_file(write_docx(tmp_path / "a.docx", paragraph(_GOOD.strip()) * 3), tools=tools())
    assert restored.text.count(_GOOD.strip()) == 3
    assert restored.pages[0].end == len(restored.text)


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="trang"):
        restore_file(write_picture_pdf(tmp_path / "a.pdf"), tools=tools(MissingOcr()))


def test_another_language_and_numbers_stand() -> None:
    english = "The conference on digital transformation will be held in Ha Noi on 12 March 2025. Please register.\n"
    assert restore_text(english, load_restorer=_unwanted).text == english
    assert restore_text("1\t37\t3,5\n2\t40\t7", load_restorer=_unwanted).pages[0].method is ReadingMethod.TEXT_LAYER


def test_utf8_taken_for_western_letters_is_converted() -> None:
    restored = restore_text(_GOOD.encode().decode("latin-1"), load_restorer=_unwanted)
    assert restored.text == _GOOD
    assert restored.pages[0].method is ReadingMethod.CONVERTED


@pytest.mark.parametrize("mark", ["\ufffd", "?", "\uf0e1", ""])
def test_letters_lost_by_a_font_are_found_again_by_what_is_left(mark: str) -> None:
    printed = _GOOD * 3
    spoilt = "".join(letter if letter.isascii() else mark for letter in printed)
    restored = restore_text(spoilt, load_restorer=Restorer.load)
    same = [one == other for one, other in zip(printed.split(), restored.text.split(), strict=True)]
    assert sum(same) > 0.9 * len(same)
    assert all(word.confidence < 0.9 for word in restored.words if "\ufffd" in word.text)


def test_glyph_numbers_are_not_shown_as_text() -> None:
    with pytest.raises(PageError):
        restore_text("".join(f"(cid:{ord(letter)})" for letter in _GOOD), load_restorer=Restorer.load)
