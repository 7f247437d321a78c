"""The restorer on single lines: what must be mended, and what must never be touched."""

from pathlib import Path

import pytest

from ingest.restore import Restorer

SAMPLE = Path(__file__).parents[3] / "samples" / "004-ke-hoach-so-gddt-lam-dong-ocr-hong.txt"


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer.load()


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        (
            "UBND TINH LAM PONG CONG HOA XA HQI CHU NGHIA VIET NAM",
            "UBND TỈNH LÂM ĐỒNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("Déc lap - Tw do - Hanh phc", "Độc lập - Tự do - Hạnh phúc"),
        ("chuyén d6i s6 va thi dua d6i méi sang tao", "chuyển đổi số và thi đua đổi mới sáng tạo"),
        ("ctia Bo Chinh tri vé d6t pha phat trién khoa hoc", "của Bộ Chính trị về đột phá phát triển khoa học"),
        ("Ban hanh kém theo Quyét dinh s6 12/QD-UBND", "Ban hành kèm theo Quyết định số 12/QĐ-UBND"),
    ],
)
def test_misread_line_is_restored(restorer: Restorer, read: str, printed: str) -> None:
    assert restorer.restore(read).text == printed


@pytest.mark.parametrize(
    "token",
    [
        "22/12/2024",
        "57-NQ/TW",
        "2025-2030",
        "98,5%",
        "III.",
        "T.",
        "a)",
        "https://moet.gov.vn/a",
        "vp@moet.gov.vn",
        "1.250.000",
    ],
)
def test_protected_token_stands_as_it_was_read(restorer: Restorer, token: str) -> None:
    assert restorer.restore(f"thuc hién {token} cua Bo Gido duc").text.split()[2] == token


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("1358/QD-BGDDT", "1358/QĐ-BGDĐT"),
        ("03/KH-SGDDT", "03/KH-SGDĐT"),
        ("12/HD-BTC", "12/HD-BTC"),
        ("15/KH-CDN", "15/KH-CĐN"),
    ],
)
def test_code_gets_back_only_a_known_letter(restorer: Restorer, read: str, printed: str) -> None:
    assert restorer.restore(f"Quyét dinh s6 {read} ctia S6").text.split()[3] == printed


def test_roman_numeral_read_with_small_letters_is_put_right(restorer: Restorer) -> None:
    assert restorer.restore("Ill. TO CHUC THUC HIEN\ntrién khai d6i v6i").text.split()[0] == "III."


def test_text_without_accents_is_restored(restorer: Restorer) -> None:
    read = "Can cu Ke hoach so 15/KH-CDN ngay 03/7/2025 cua Cong doan Giao duc Viet Nam"
    assert restorer.restore(read).text == "Căn cứ Kế hoạch số 15/KH-CĐN ngày 03/7/2025 của Công đoàn Giáo dục Việt Nam"


def test_words_that_have_their_accents_are_left_alone(restorer: Restorer) -> None:
    line = "Kế hoạch thực hiện Nghị quyết của Bộ Chính trị về đột phá phát triển"
    assert restorer.restore(line).text == line


def test_question_gets_accents_only_when_it_has_none(restorer: Restorer) -> None:
    assert (
        restorer.accent("thoi han bao cao ket qua thuc hien la khi nao?")
        == "thời hạn báo cáo kết quả thực hiện là khi nào?"
    )
    assert restorer.accent("thời han bao cao?") == "thời han bao cao?"


def test_white_space_and_lines_are_kept(restorer: Restorer) -> None:
    read = "  KE HOACH\n\n\tTrién khai   thuc hién  \n"
    restored = restorer.restore(read).text
    assert [len(line) - len(line.lstrip()) for line in restored.split("\n")] == [2, 0, 1, 0]
    assert restored.endswith("  \n")


def test_each_word_knows_its_place_its_reading_and_its_rivals(restorer: Restorer) -> None:
    restored = restorer.restore("khuyén khich, khoi day dong luc")
    assert [word.as_read for word in restored.words] == ["khuyén", "khich,", "khoi", "day", "dong", "luc"]
    assert all(restored.text[word.start : word.end] == word.text for word in restored.words)
    doubtful = min(restored.words, key=lambda word: word.confidence)
    assert doubtful.alternatives
    assert doubtful.text not in doubtful.alternatives


def test_the_ruined_sample_keeps_its_lines(restorer: Restorer) -> None:
    read = SAMPLE.read_text(encoding="utf-8")
    restored = restorer.restore(read)
    assert restored.text.count("\n") == read.count("\n")
    assert "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị" in restored.text


def test_empty_text_stays_empty(restorer: Restorer) -> None:
    restored = restorer.restore("")
    assert (restored.text, restored.words) == ("", ())
