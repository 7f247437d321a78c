from datetime import date

import pytest

from ingest.citations.document_identity import Identity, may_be_same, party_term

DIRECTIVE = Identity("11/CT-UBND", date(2021, 5, 4), "Ủy ban nhân dân tỉnh Bắc Giang")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Identity("11/CT-UBND"), True),
        (Identity("11 / CT-UBND", date(2021, 5, 4), "UBND tỉnh"), True),
        (Identity("11/CT-UBND", date(2021, 9, 1), "Chủ tịch UBND tỉnh Bắc Giang"), True),
        (Identity("11/CT-UBND", date(2024, 9, 1)), False),
        (Identity("11/CT-UBND", date(2021, 5, 4), "UBND huyện Hiệp Hòa"), False),
        (Identity("11/CT-UBND", None, "UBND tỉnh Lâm Đồng"), False),
        (Identity("12/CT-UBND", date(2021, 5, 4)), False),
    ],
)
def test_a_state_number_needs_year_and_issuer(other, same):
    assert may_be_same(DIRECTIVE, other) is same


@pytest.mark.parametrize(
    ("number", "one", "other", "same"),
    [
        ("57-NQ/TW", date(2024, 12, 22), date(2022, 11, 24), True),
        ("05-CT/TW", date(2016, 5, 15), date(2021, 5, 15), True),
        ("05-CT/TW", date(2016, 5, 15), date(2021, 8, 1), False),
        ("12-KH/TU", date(2021, 3, 1), date(2023, 3, 2), True),
        ("12-KH/TU", date(2019, 3, 1), date(2023, 3, 2), False),
        ("30/2020/NĐ-CP", date(2020, 3, 5), date(2002, 3, 6), True),
    ],
)
def test_a_party_number_lasts_a_term(number, one, other, same):
    assert may_be_same(Identity(number, one), Identity(number, other)) is same


def test_terms_change_with_the_congresses():
    assert party_term("01-NQ/TW", date(2021, 1, 15)) == 2016
    assert party_term("01-NQ/TW", date(2021, 2, 15)) == 2021
    assert party_term("01-NQ/TU", date(2025, 11, 3)) == 2025
