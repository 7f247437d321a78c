"""Every phrase of deadline_phrases.tsv means what its line says, in a document issued on 15/4/2025."""

from datetime import date
from pathlib import Path

import pytest

from core.task import Deadline
from ingest.deadlines import parse_deadline

ISSUED_ON = date(2025, 4, 15)
FEWEST_PHRASES = 200
NO_DEADLINE = "-"


def _phrases() -> list[tuple[str, list[str]]]:
    lines = (Path(__file__).parent / "deadline_phrases.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(fields[0], fields[1:]) for fields in (line.split("\t") for line in lines)]


def _as_line(deadline: Deadline | None) -> list[str]:
    if deadline is None:
        return [NO_DEADLINE]
    return [
        str(deadline.start or ""),
        str(deadline.date or ""),
        "yes" if deadline.exclusive else "",
        deadline.bound or "",
        deadline.rrule or "",
        deadline.event or "",
    ]


@pytest.mark.parametrize(("phrase", "expected"), _phrases())
def test_phrase(phrase: str, expected: list[str]) -> None:
    assert _as_line(parse_deadline(phrase, issued_on=ISSUED_ON)) == expected


def test_list_is_long_enough() -> None:
    assert len({phrase for phrase, _ in _phrases()}) >= FEWEST_PHRASES
