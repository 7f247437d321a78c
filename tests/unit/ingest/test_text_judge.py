"""The text layer of a page is judged by what it holds."""

import unicodedata
from pathlib import Path

import pytest

from core.page import TextJudgement
from core.text import strip_accents
from ingest.text_layers.text_judge import LayerDecision, judge_text

SAMPLES = Path(__file__).parents[3] / "samples"
GOOD = """CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/KH-CĐN    Hà Nội, ngày 03 tháng 7 năm 2025
Thực hiện Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ (AI, Big Data, Internet of Things)."""


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("HOÀ", "HÒA"),
        unicodedata.normalize("NFD", GOOD),
        "TT | Chỉ tiêu | 2024 | 2025\n1 | 12.500 | 13.100\n2 | 98,5% | 99%",
        "1\n2\n3\n100\n2.500.000",
        "Trang 2/5",
        "This Memorandum of Understanding is made by the Ministry of Education and Training of Viet Nam.",
        "CLC1 15º54’01,3” 108º27’12,2” 15º53’57,6” 108º27’18,7” CLC2 15º54’54,4” Vị trí",
        "Cấp chứng thư chữ ký điện tử cho cá nhân\nHồ sơ gồm bản sao chữ ký điện tử, giấy tờ tùy thân",
    ],
)
def test_good_page_is_good(text: str) -> None:
    assert judge_text(text).judgement is TextJudgement.GOOD


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_part_of_a_sample_is_judged_alike(sample: Path) -> None:
    lines = sample.read_text(encoding="utf-8").splitlines()
    parts = ["\n".join(lines[start : start + 40]) for start in range(0, len(lines), 40)]
    expected = TextJudgement.RUINED if sample.name.startswith("004") else TextJudgement.GOOD
    assert {judge_text(part).judgement for part in parts} == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Can ct Nghi quyét s6 57-NQ/TW ngay 22/12/2024 cta Bo Chinh tri vé dot pha",
        strip_accents(GOOD),
        "UBND TINH LAM PONG CONG HOA XA HQI CHU NGHIA VIET NAM",
        "KE HOACH",
    ],
)
def test_ruined_page_is_caught_with_a_reason(text: str) -> None:
    judged = judge_text(text)
    assert judged.judgement is TextJudgement.RUINED
    assert "dấu" in judged.reasons[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("C¨n cø NghÞ quyÕt cña Bé ChÝnh trÞ vÒ ph¸t triÓn khoa häc", "TCVN3"),
        ("Caên cöù Nghò quyeát cuûa Boä Chính trò veà phaùt trieån khoa hoïc", "VNI"),
        ("Cån cÑ Ngh¸ quyªt cüa Bµ Chính tr¸ v« phát tri¬n khoa h÷c", "VISCII"),
        ("Cæn cÙ NghÎ quy‰t cûa B¶ Chính trÎ vŠ phát tri‹n khoa h†c", "VPS"),
    ],
)
def test_legacy_encoding_is_named(text: str, encoding: str) -> None:
    judged = judge_text(text)
    assert (judged.judgement, judged.encoding) == (TextJudgement.LEGACY_ENCODING, encoding)


@pytest.mark.parametrize(
    "text",
    [
        "(cid:23)(cid:26)(cid:29) (cid:22)(cid:31)(cid:38)",
        "\uf0b7\uf020\uf04e\uf067\uf068\uf1ca a",
        "Ӝ1 Ӡӧѵ ҺҎӏ ӡԄ Ӏҭӻ",
        " ".join(["WKRQJ", "TXBHW", "FKLQK", "SKX", "YJHW", "QDPF"] * 8),
    ],
)
def test_broken_font_map_is_caught(text: str) -> None:
    assert judge_text(text).judgement is TextJudgement.BROKEN_FONT_MAP


def test_signature_stamp_alone_is_no_text() -> None:
    stamp = "Người ký: Nguyễn Văn A\nEmail: a@b.vn\nCơ quan: Sở Nội vụ\nThời gian ký: 12.03.2025 09:05:11 +07:00"
    assert judge_text(stamp).judgement is TextJudgement.STAMP_ONLY


@pytest.mark.parametrize("text", ["", "  \n ", "- . –"])
def test_page_without_letters_is_empty(text: str) -> None:
    assert judge_text(text).judgement is TextJudgement.EMPTY


_LONG = "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp với các đơn vị thực hiện kế hoạch này trước ngày 15."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("\n".join([_LONG] * 8 + [strip_accents(_LONG)] * 3), TextJudgement.RUINED),
        ("Th?c hi?n Ngh? quy?t c?a B? Ch?nh tr? v? ??t ph? ph?t tri?n khoa h?c", TextJudgement.BROKEN_FONT_MAP),
        ("Thc hin Ngh quyt ca B Chnh tr v t ph pht trin khoa hc cng ngh v i mi", TextJudgement.BROKEN_FONT_MAP),
        ("Ký bởi: UBND tỉnh Điện Biên", TextJudgement.STAMP_ONLY),
        ("Trung tâm Công báo\nttcb@quangngai.gov.vn\n04.04.2018 14:21:14 +07:00", TextJudgement.STAMP_ONLY),
        ("Ores of gems (diamond, ruby, sapphire, emerald, opal, topaz, jade, rhodonite) " * 4, TextJudgement.GOOD),
    ],
)
def test_faults_that_the_judge_once_missed(text: str, verdict: TextJudgement) -> None:
    assert judge_text(text).judgement is verdict


def test_a_wrong_letter_of_the_font_is_converted_not_read_again() -> None:
    judged = judge_text(f"{_LONG} Lƣu văn thƣ.")
    assert (judged.judgement, judged.decision) == (TextJudgement.BROKEN_FONT_MAP, LayerDecision.CONVERT)


def test_decisions_follow_the_judgement() -> None:
    assert judge_text(GOOD).decision is LayerDecision.KEEP
    assert judge_text(strip_accents(GOOD)).decision is LayerDecision.READ_IMAGE
    assert judge_text("").decision is LayerDecision.READ_IMAGE
