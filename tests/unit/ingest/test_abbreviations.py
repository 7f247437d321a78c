import pytest

from tests.unit.ingest.directives import directive_of


def defined(text):
    return [(abbreviation.short, abbreviation.long) for abbreviation in directive_of(text).abbreviations]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Nay Công đoàn Giáo dục (CĐGD) Việt Nam ban hành.", "CĐGD", "Công đoàn Giáo dục"),
        ("cho cán bộ, nhà giáo, người lao động (CBNGNLĐ) trong ngành", "CBNGNLĐ", "cán bộ, nhà giáo, người lao động"),
        ("cho cán bộ, nhà giáo, người lao động (CBGNLD) trong ngành", "CBGNLD", "cán bộ, nhà giáo, người lao động"),
        ("của Bộ Giáo dục và Đào tạo (GDĐT) về", "GDĐT", "Giáo dục và Đào tạo"),
        ("của Tổng Liên đoàn Lao động (LĐLĐ) Việt Nam", "LĐLĐ", "Liên đoàn Lao động"),
        ("công tác phổ biến, giáo dục pháp luật (PBGDPL);", "PBGDPL", "phổ biến, giáo dục pháp luật"),
    ],
)
def test_initials(text, short, long):
    assert defined(text) == [(short, long)]


def test_short_name_of_a_document():
    text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 (sau đây viết tắt là Nghị quyết 57), các đơn vị"
    assert defined(text) == [("Nghị quyết 57", "Nghị quyết số 57-NQ/TW ngày 22/12/2024")]


def test_short_name_of_units():
    text = "Các cơ quan quản lý giáo dục, cơ sở giáo dục (sau đây gọi chung là đơn vị) thực hiện"
    assert defined(text) == [("đơn vị", "Các cơ quan quản lý giáo dục, cơ sở giáo dục")]


def test_brackets_that_define_nothing():
    assert defined("Lưu: VT, KGVX (BNT). Dự kiến (UBND) và 10 người (TS).") == []
