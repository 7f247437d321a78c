from datetime import date

import pytest

from ingest.written_dates import find_written_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 08 tháng 5 năm 2023", date(2023, 5, 8)),
        ("ngày 04 tháng01 năm 2021", date(2021, 1, 4)),
        ("ngày07 tháng 9 năm 2020", date(2020, 9, 7)),
        ("22/12/2024", date(2024, 12, 22)),
        ("01-9-2016", date(2016, 9, 1)),
        ("05.01.2021", date(2021, 1, 5)),
        ("15/ 12 / 2017", date(2017, 12, 15)),
        ("26/10/202 1", date(2021, 10, 26)),
        ("ngày 06  tháng 10  năm 2017", date(2017, 10, 6)),
    ],
)
def test_spellings(text, day):
    assert [found.value for found in find_written_dates(text)] == [day]


@pytest.mark.parametrize("text", ["20/11", "tháng 5 năm 2023", "Số 6/2020/QĐ-UBND", "năm 2025", "/8 tháng 7 năm 2025"])
def test_what_is_no_full_date(text):
    assert find_written_dates(text) == ()
