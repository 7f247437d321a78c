"""Slips of typing are put right toward what passages say, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold
from index.terms import pairs_of
from index.typing_slips import mend_slips

SAYING = "ban nghiep vu bao cao ke hoach chuyen doi so hoi nghi so ket truoc ngay 5 thang 6 cua lien doan lao dong tinh"
TERMS = {*SAYING.split(), *pairs_of(SAYING).split()}


def count(term: str) -> int:
    return int(term in TERMS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kế hoạhc chuyển đổi số", "kế hoạch chuyển đổi số"),
        ("hội ngị sơ kết", "hội nghị sơ kết"),
        ("báocáo trước ngày nào", "báo cáo trước ngày nào"),
        ("chuyeenr ddooir số", "chuyên đôi số"),
        ("Liênn đoàn lao độmg", "liên đoàn lao động"),
        ("lao đônggg", "lao đônggg"),
    ],
)
def test_slips_become_what_passages_say(typed: str, meant: str) -> None:
    assert fold(mend_slips(typed, count)) == fold(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "bao cáo nghị quyêt",
        "kế hoạhc 15/KH-CĐN",
        "15/KHH-CĐN ban hành khi nào",
        "gửi về hoạhc@tinh.gov.vn",
        "BHXHTN hội nghị",
        "McDonald kế hoạch",
        "website hội nghị",
        "xyzt",
    ],
)
def test_codes_names_and_what_nothing_explains_stay(typed: str) -> None:
    kept = {"kế hoạhc 15/KH-CĐN": "kế hoạch 15/KH-CĐN"}.get(typed, typed)
    assert mend_slips(typed, count) == kept


@given(st.text(max_size=60))
def test_every_word_that_passages_hold_or_that_is_no_word_stays(typed: str) -> None:
    assert mend_slips(typed, lambda _term: 0) == typed
    assert mend_slips(typed, lambda _term: 1) == typed
