"""A sentence may say no number, date, code or name that its quotes do not say."""

import pytest

from service.answers.grounding import unsupported_words

QUOTE = "Báo cáo kết quả về CĐGD Việt Nam trước ngày 15/12/2025; đồng chí Trần Thị Hạnh, số 15/KH-CDN, 100% đơn vị."


@pytest.mark.parametrize(
    "sentence",
    [
        "Hạn là ngày 15/12/2025.",
        "Hạn là ngày 15 tháng 12 năm 2025.",
        "Kế hoạch số 15/KH-CĐN.",
        "Liên hệ đồng chí Trần Thị Hạnh.",
        "Có 100% đơn vị.",
        "Báo cáo về CĐGD Việt Nam.",
        QUOTE,
    ],
)
def test_what_the_quote_says_may_be_said(sentence: str) -> None:
    assert unsupported_words(sentence, [QUOTE]) == ()


@pytest.mark.parametrize(
    ("sentence", "invented"),
    [
        ("Hạn là ngày 15/12/2026.", "15/12/2026"),
        ("Hạn là ngày 16/12/2025.", "16/12/2025"),
        ("Kế hoạch số 51/KH-CĐN.", "51/KH-CĐN"),
        ("Có 90% đơn vị.", "90"),
        ("Liên hệ đồng chí Trần Thị Hoa.", "Trần Thị Hoa"),
        ("Gửi về Bộ Nội vụ.", "Bộ Nội"),
        ("Trần Văn Nam phụ trách.", "Trần Văn Nam"),
    ],
)
def test_what_the_quote_does_not_say_is_found(sentence: str, invented: str) -> None:
    assert invented in unsupported_words(sentence, [QUOTE])


def test_a_count_of_quotes_need_not_stand_in_them() -> None:
    assert unsupported_words("Có 19 nhiệm vụ.", ["một", "hai"]) == ("19",)
    assert unsupported_words("Có 19 nhiệm vụ.", ["một", "hai"], counted=("19",)) == ()
