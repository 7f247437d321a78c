import pytest

from ingest.structure.markers import Rank, is_capitals, read_marker, roman_value


@pytest.mark.parametrize(
    ("text", "rank", "key"),
    [
        ("I. MỤC ĐÍCH", Rank.ROMAN, "I"),
        ("I- QUAN ĐIỂM", Rank.ROMAN, "I"),
        ("II NỘI DUNG", Rank.ROMAN, "II"),
        ("I11. GIẢI PHÁP", Rank.ROMAN, "III"),
        ("1. Mục đích", Rank.NUMBER, "1"),
        ("3.Thời gian", Rank.NUMBER, "3"),
        ("1/ Ban nữ công", Rank.NUMBER, "1"),
        ("3.1 Tuyển thẳng", Rank.NUMBER_2, "3.1"),
        ("a) Phòng A", Rank.LETTER, "a"),
        ("đ) Tăng cường", Rank.LETTER, "đ"),
        ("¢) Văn phòng", Rank.LETTER, "c"),
        ("- Tổ chức", Rank.BULLET, "-"),
        ("* *Khối 6:* các em", Rank.BULLET, "*"),
        ("Điều 5. Trách nhiệm", Rank.ARTICLE, "Điều 5"),
        ("Chương II", Rank.CHAPTER, "Chương II"),
        ("PHẦN THỨ HAI", Rank.PART, "PHẦN THỨ HAI"),
    ],
)
def test_marks(text, rank, key):
    marker = read_marker(text)
    assert marker is not None
    assert (marker.rank, marker.key) == (rank, key)


@pytest.mark.parametrize(
    "text",
    [
        "31/5/2021",
        "2020. Thay thế",
        "1.500 đồng",
        "-2030 tập trung",
        "V/v báo cáo",
        "Điều 15, Nghị định",
        "10/2027",
        "Mục III Bản",
        "",
    ],
)
def test_no_marks(text):
    assert read_marker(text) is None


def test_roman_values():
    assert [roman_value(label) for label in ("I", "IV", "IX", "XIV", "IIII", "VX", "")] == [1, 4, 9, 14, 0, 0, 0]


def test_capitals():
    assert is_capitals("TỔ CHỨC THỰC HIỆN")
    assert not is_capitals("Tổ chức thực hiện")
