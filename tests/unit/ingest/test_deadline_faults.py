"""Faults that were found and mended; each test fails when its mending is taken out."""

import datetime

import pytest

from ingest.deadlines import find_deadlines, parse_deadline

ISSUED_ON = datetime.date(2025, 7, 18)


@pytest.mark.parametrize("quarter", ["IIl", "lII", "1II", "I|I"])
def test_a_quarter_that_ocr_misread_is_still_the_quarter(quarter: str):
    deadline = parse_deadline(f"trong quý {quarter} năm 2025", issued_on=ISSUED_ON)
    assert (deadline.start, deadline.date) == (datetime.date(2025, 7, 1), datetime.date(2025, 9, 30))


@pytest.mark.parametrize("phrase", ["quý 5 năm 2025", "tháng 13 năm 2025", "ngày 10 tháng 13 năm 2025"])
def test_a_part_of_a_year_that_cannot_be_read_never_becomes_the_whole_year(phrase: str):
    deadlines = [found.deadline for found in find_deadlines(f"Hoàn thành trong {phrase}.", issued_on=ISSUED_ON)]
    alone = parse_deadline(phrase, issued_on=ISSUED_ON)
    deadlines += [alone] if alone else []
    assert [(deadline.start, deadline.date) for deadline in deadlines if deadline.start or deadline.date] == []
