"""Bytes of text files in the encodings that offices hold."""

import codecs

import pytest

from ingest.formats.plain_text import clean_page, decode_bytes, split_pages

_TEXT = "Số: 15/KH-CĐN, ngày 20 tháng 01 năm 2025 về đổi mới, chuyển đổi số quốc gia\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert decode_bytes(_TEXT.encode(encoding)) == _TEXT


def test_windows_1258_is_composed() -> None:
    content = "đôn ðô\u0301c thư\u0323c hiê\u0323n".replace("ð", "đ").encode("cp1258")
    assert decode_bytes(content) == "đôn đốc thực hiện"


def test_tcvn3_bytes_come_through_for_the_judge() -> None:
    content = "KÕ ho¹ch thùc hiÖn NghÞ quyÕt".encode("cp1252")
    assert decode_bytes(content) == "KÕ ho¹ch thùc hiÖn NghÞ quyÕt"


def test_binary_is_no_text() -> None:
    assert decode_bytes(bytes(range(256)) * 3) is None
    assert decode_bytes(codecs.BOM_UTF16_LE + b"\x00\xd8" * 3) is None


def test_clean_page_takes_out_what_cannot_be_seen() -> None:
    assert clean_page("Ðô\u0301c\u200b\u202e  \r\nhai\x07\n\n") == "Đốc\nhai\n"
    assert clean_page(" \n ") == ""


def test_a_written_page_break_parts_pages():
    assert split_pages("Điều 1\n--- PAGE BREAK ---\n2\nĐiều 2\n=== Trang 3 ===\nĐiều 3")[1:] == (
        "\n2\nĐiều 2\n",
        "\nĐiều 3",
    )
    assert len(split_pages("Bảng\n-----------\nTrang 3 của phụ lục")) == 1
