"""The page on capacity says what was measured and what the model makes of it, number by number."""

from pathlib import Path

import pytest

from eval.capacity import costs_table, needs_table
from eval.capacity_costs import Costs
from eval.capacity_model import OFFICES, need_of

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "capacity.md").read_text(encoding="utf-8")
COSTS = Costs.model_validate_json((DOCS / "capacity.json").read_text(encoding="utf-8"))


def test_costs_on_the_page_are_those_that_were_measured() -> None:
    assert costs_table(COSTS) in PAGE
    assert COSTS.machine in PAGE
    assert COSTS.measured_on.strftime("%d/%m/%Y") in PAGE


def test_the_least_office_on_the_page_is_what_the_model_makes_of_the_costs() -> None:
    for line in needs_table([need_of(OFFICES[0], COSTS)]).splitlines()[2:]:
        assert line.rstrip(" |") in PAGE


@pytest.mark.slow
def test_all_offices_on_the_page_are_what_the_model_makes_of_the_costs() -> None:
    assert needs_table([need_of(office, COSTS) for office in OFFICES]) in PAGE


def test_more_people_need_more_cores_and_dearer_pages_more_readers() -> None:
    unit = OFFICES[0]
    crowded = need_of(unit.model_copy(update={"people": 3_000, "a_day": 400}), COSTS)
    dearer = COSTS.model_copy(update={"text_page_seconds": 90.0, "scan_page_seconds": 90.0})
    assert crowded.answering_cores > need_of(unit, COSTS).answering_cores
    assert need_of(unit, dearer).reading_cores > need_of(unit, COSTS).reading_cores
