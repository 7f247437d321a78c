"""How many machines an office needs: measured costs, a model of its days, and a simulated queue that checks it.

    python -m eval.capacity COSTS.json [--chart FILE.svg]

`COSTS.json` is what `python -m eval.capacity_costs` wrote. For each office the fewest cores are sought with which, in
the busiest hour, 95 of 100 questions are answered within the goal, and a person who hands in a file of eight pages
while bulk work goes on has it read within the goal. What cannot be run here is simulated (`eval/queueing.py`).
"""

import json
import math
import random
from pathlib import Path
from typing import Annotated

import typer

from core.record import Record
from eval.capacity_costs import Costs
from eval.queueing import PATIENT, URGENT, Customer, Outcome, arrivals, serve, service_time
from eval.retrieval import percentile
from eval.scale_plot import plot_cost

_PAGES, _SCANNED = 8, 0.5
"""A document's pages, and the share of them that are scans."""

_DAY_SECONDS = 8 * 3600.0
_PEAK = 2.0
"""The busiest hour of a day over its mean."""

_ACTIVE, _THINK_SECONDS, _ASKING = 0.2, 7.5, 0.65
"""People at work in the program at once; between two actions of one; share of actions that ask or search."""

_ANSWER_GOAL_SECONDS, _READING_GOAL_SECONDS = 0.5, 120.0
_MOST_BUSY = 0.7
_PASSAGES_A_SHARD = 5_000_000
_SIMULATED_SECONDS, _BULK_PAGES = 1_800.0, 2_000
_SEED = 11


class Workplace(Record):
    """An office: how much it holds, how many people it has, how much comes in on a day."""

    name: str
    documents: int
    people: int
    a_day: int


OFFICES = (
    Workplace(name="a unit", documents=1_000, people=50, a_day=20),
    Workplace(name="a province", documents=100_000, people=2_000, a_day=600),
    Workplace(name="a ministry", documents=10_000_000, people=50_000, a_day=20_000),
)


class Need(Record):
    """What an office needs, and what the simulation says of it.

    Attributes:
        shards: databases that the passages are divided among, by unit or year.
        answering_cores, reading_cores: processor cores, each rounded up to a whole one.
        answer_p95_seconds: in the busiest hour; `person_p95_seconds`: from handing eight pages in to reading them,
            behind 2,000 pages of bulk work.
        first_load_days: reading everything it holds, day and night.
    """

    office: Workplace
    passages: float
    disk_bytes: float
    questions_a_second: float
    shards: int
    answering_cores: int
    reading_cores: int
    answer_p95_seconds: float
    answering_busy: float
    person_p95_seconds: float
    reading_busy: float
    first_load_days: float


def need_of(office: Workplace, costs: Costs, growth: float) -> Need:
    """The need of one office.

    Args:
        growth: power of the number of passages that a question's cost grows with.
    """
    page_seconds = (1 - _SCANNED) * costs.text_page_seconds + _SCANNED * costs.scan_page_seconds
    page_bytes = (1 - _SCANNED) * costs.text_page_bytes + _SCANNED * costs.scan_page_bytes
    pages = office.documents * _PAGES
    passages = pages * costs.passages_a_page
    shards = max(1, math.ceil(passages / _PASSAGES_A_SHARD))
    question = costs.question_seconds * max(1.0, passages / shards / costs.held_passages) ** growth
    rate = office.people * _ACTIVE / _THINK_SECONDS * _ASKING
    answering, answers = _fewest_answering(rate, question)
    reading, readings = _fewest_reading(office, page_seconds)
    return Need(
        office=office,
        passages=passages,
        disk_bytes=pages * page_bytes,
        questions_a_second=rate,
        shards=shards,
        answering_cores=answering,
        reading_cores=reading,
        answer_p95_seconds=percentile(answers.stayed[URGENT], 95),
        answering_busy=answers.busy,
        person_p95_seconds=percentile(readings.stayed[URGENT], 95),
        reading_busy=readings.busy,
        first_load_days=pages * page_seconds / reading / 86_400,
    )


def growth_between(small: Costs, large: Costs) -> float:
    """The power of the number of passages that a question's cost grew with, between two measurements; never below 0.1.

    >>> few = Costs.model_construct(question_seconds=0.1, held_passages=100)
    >>> round(growth_between(few, Costs.model_construct(question_seconds=0.2, held_passages=400)), 2)
    0.5
    """
    sizes = math.log(large.held_passages / small.held_passages) if large.held_passages > small.held_passages else 0.0
    return max(0.1, math.log(large.question_seconds / small.question_seconds) / sizes) if sizes else 0.1


def _fewest_answering(rate: float, question_seconds: float) -> tuple[int, Outcome]:
    """The fewest cores that answer in time, and how they fare."""
    chance = random.Random(_SEED)
    seconds = min(_SIMULATED_SECONDS, 40_000 / rate)
    customers = [
        Customer(came=came, takes=service_time(chance, question_seconds))
        for came in arrivals(chance, a_second=rate, seconds=seconds)
    ]
    cores = max(1, math.ceil(rate * question_seconds / _MOST_BUSY))
    while True:
        outcome = serve(customers, servers=cores)
        if percentile(outcome.stayed[URGENT], 95) <= _goal(question_seconds):
            return cores, outcome
        cores += 1


def _goal(question_seconds: float) -> float:
    """Five times the mean is the best that any number of cores can promise of such times."""
    return max(_ANSWER_GOAL_SECONDS, 5 * question_seconds)


def _fewest_reading(office: Workplace, page_seconds: float) -> tuple[int, Outcome]:
    """The fewest cores that keep up with a day and serve a person in time beside bulk work, and how they fare."""
    chance = random.Random(_SEED)
    a_second = office.a_day / _DAY_SECONDS * _PEAK
    seconds = max(_SIMULATED_SECONDS, 100 / a_second)
    people = [
        Customer(came=came, takes=service_time(chance, page_seconds), rank=URGENT)
        for came in arrivals(chance, a_second=a_second, seconds=seconds)
        for _ in range(_PAGES)
    ]
    bulk = [Customer(came=0.0, takes=service_time(chance, page_seconds), rank=PATIENT) for _ in range(_BULK_PAGES)]
    cores = max(1, math.ceil(a_second * _PAGES * page_seconds / _MOST_BUSY))
    while True:
        outcome = serve([*people, *bulk], servers=cores)
        if percentile(outcome.stayed[URGENT], 95) <= _READING_GOAL_SECONDS:
            return cores, outcome
        cores += 1


class _Point(Record):
    """A point of the chart."""

    system: str
    size: int
    p95_ms: float


def waiting_by_people(costs: Costs, *, cores: int) -> list[_Point]:
    """How long 95 of 100 questions take at most on so many cores, for ever more people at once."""
    points = []
    for people in (10, 20, 50, 100, 150, 200):
        chance, rate = random.Random(_SEED), people / _THINK_SECONDS * _ASKING
        customers = [
            Customer(came=came, takes=service_time(chance, costs.question_seconds))
            for came in arrivals(chance, a_second=rate, seconds=600)
        ]
        stayed = serve(customers, servers=cores).stayed[URGENT]
        points.append(_Point(system=f"{cores} cores", size=people, p95_ms=1_000 * percentile(stayed, 95)))
    return points


def main(
    costs_file: Annotated[Path, typer.Argument(metavar="COSTS.json", help="Chi phí đã đo, một hay hai cỡ kho.")],
    chart: Annotated[Path | None, typer.Option(help="Nơi ghi biểu đồ SVG.")] = None,
) -> None:
    """Cần bao nhiêu máy cho 1 nghìn, 100 nghìn, 10 triệu văn bản."""
    measured = [Costs.model_validate(one) for one in json.loads(costs_file.read_text(encoding="utf-8"))]
    costs, growth = measured[0], growth_between(measured[0], measured[-1])
    for office in OFFICES:
        typer.echo(need_of(office, costs, growth).model_dump_json(indent=2))
    if chart is not None:
        points = [point for cores in (2, 4, 8) for point in waiting_by_people(costs, cores=cores)]
        chart.write_text(
            plot_cost(points, title="Thời gian trả lời (p95, ms) theo số người cùng lúc"), encoding="utf-8"
        )


if __name__ == "__main__":
    typer.run(main)
