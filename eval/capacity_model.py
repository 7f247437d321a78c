"""How many machines an office needs: measured costs, a model of its days, and a simulated queue that checks it.

For each office the fewest cores are sought with which, in the
busiest hour, 95 of 100 answers come within the goal, and a person who hands in a file of eight pages while bulk work
goes on has it read within the goal. What cannot be run here is simulated (`eval/queueing.py`).
"""

import math
import random
from collections.abc import Mapping, Sequence

from core.record import Record
from eval.capacity_costs import Asking, Costs
from eval.load_users import ASK, BROWSE, MIX, SEARCH, THINK_SECONDS
from eval.queueing import PATIENT, URGENT, Customer, Outcome, arrivals, serve, service_time
from eval.retrieval import percentile

_PAGES, _SCANNED = 8, 0.5
"""A document's pages, and the share of them that are scans."""

_DAY_SECONDS = 8 * 3600.0
_PEAK = 2.0
"""The busiest hour of a day over its mean."""

_ACTIVE = 0.2
"""Share of the people who are at work in the program at once."""

_BETWEEN_SECONDS = sum(THINK_SECONDS) / 2
_ANSWER_GOAL_SECONDS, _READING_GOAL_SECONDS = 0.5, 120.0
_TIMES_ITS_WORK = 5.0
"""The best that any number of cores can promise of such times: so many times the mean of the work itself."""

_MOST_BUSY = 0.7
_LEAST_GROWTH = 0.1
_PASSAGES_A_SHARD = 5_000_000
_PASSAGE_BYTES = 384 * 4 * 1.5
"""Memory of Chroma for a passage: 384 numbers, and half as much for its graph."""

READERS = 2
"""Pages that a server reads at a time where the memory of its readers was measured."""

MACHINE_CORES, MACHINE_BYTES = 8, 16 * 2**30
_SIMULATED_SECONDS, _BULK_PAGES = 1_800.0, 2_000
_SEED = 11


class Workplace(Record):
    """An office: how much it holds, how many people it has, how much comes in on a day."""

    name: str
    documents: int
    people: int
    a_day: int


OFFICES = (
    Workplace(name="một đơn vị", documents=1_000, people=50, a_day=20),
    Workplace(name="một tỉnh", documents=100_000, people=2_000, a_day=600),
    Workplace(name="một bộ", documents=10_000_000, people=50_000, a_day=20_000),
)


class Need(Record):
    """What an office needs, and what the simulation says of it.

    Attributes:
        deeds_a_second: questions, searches and pages opened in the busiest hour.
        shards: databases that the passages are divided among, by unit or year.
        answering_cores, reading_cores: processor cores, each rounded up to a whole one; of those that answer a part is
            PostgreSQL's and Chroma's, which were measured within the same process.
        answer_p95_seconds: in the busiest hour; `person_p95_seconds`: from handing eight pages in to reading them,
            behind 2,000 pages of bulk work.
        web_bytes, reading_bytes, vector_bytes: memory of web processes, one a core; of readers, one a core; of Chroma.
        first_load_days: reading everything it holds, day and night.
    """

    office: Workplace
    passages: float
    disk_bytes: float
    deeds_a_second: float
    shards: int
    answering_cores: int
    reading_cores: int
    answer_p95_seconds: float
    answering_busy: float
    person_p95_seconds: float
    reading_busy: float
    web_bytes: float
    reading_bytes: float
    vector_bytes: float
    first_load_days: float

    @property
    def answering_machines(self) -> int:
        """Machines of eight cores and 16 GB for web processes, PostgreSQL and Chroma."""
        return _machines(self.answering_cores, self.web_bytes + self.vector_bytes)

    @property
    def reading_machines(self) -> int:
        """The same for readers."""
        return _machines(self.reading_cores, self.reading_bytes)


def need_of(office: Workplace, costs: Costs) -> Need:
    """The need of one office."""
    page_seconds = (1 - _SCANNED) * costs.text_page_seconds + _SCANNED * costs.scan_page_seconds
    page_bytes = (1 - _SCANNED) * costs.text_page_bytes + _SCANNED * costs.scan_page_bytes
    pages = office.documents * _PAGES
    passages = pages * costs.passages_a_page
    shards = max(1, math.ceil(passages / _PASSAGES_A_SHARD))
    rate = office.people * _ACTIVE / _BETWEEN_SECONDS * sum(_deeds(costs.asking[0]).values())
    answering, answers = _fewest_answering(rate, _grown(costs, passages / shards))
    reading, readings = _fewest_reading(office, page_seconds)
    reader_bytes = (costs.reader_bytes - costs.asking[0].server_bytes) / READERS
    return Need(
        office=office,
        passages=passages,
        disk_bytes=pages * page_bytes,
        deeds_a_second=rate,
        shards=shards,
        answering_cores=answering,
        reading_cores=reading,
        answer_p95_seconds=percentile(answers.stayed[URGENT], 95),
        answering_busy=answers.busy,
        person_p95_seconds=percentile(readings.stayed[URGENT], 95),
        reading_busy=readings.busy,
        web_bytes=answering * costs.asking[-1].server_bytes,
        reading_bytes=reading * reader_bytes,
        vector_bytes=passages * _PASSAGE_BYTES,
        first_load_days=pages * page_seconds / reading / 86_400,
    )


def growth_of(asking: Sequence[Asking]) -> float:
    """The power of the number of passages that a deed's cost grows with, from the smallest to the largest office that
    was measured; never below 0.1.

    >>> few = Asking(documents=1, passages=100, question_seconds=0.1, search_seconds=0, view_seconds=0, server_bytes=0)
    >>> more = few.model_copy(update={"passages": 400, "question_seconds": 0.2})
    >>> round(growth_of([few, more]), 2), growth_of([few])
    (0.5, 0.1)
    """
    small, large = asking[0], asking[-1]
    if large.passages <= small.passages:
        return _LEAST_GROWTH
    return max(_LEAST_GROWTH, math.log(_mean(large) / _mean(small)) / math.log(large.passages / small.passages))


Deeds = Mapping[float, float]
"""Shares of all that people do, by the seconds that one takes."""


def _deeds(asking: Asking, times: float = 1.0) -> Deeds:
    """Asking, searching and opening pages; handing in is reading."""
    takes = {ASK: asking.question_seconds, SEARCH: asking.search_seconds, BROWSE: asking.view_seconds}
    return {times * seconds: MIX[kind] for kind, seconds in takes.items()}


def _mean(asking: Asking) -> float:
    """Seconds of a deed on the average."""
    deeds = _deeds(asking)
    return sum(seconds * share for seconds, share in deeds.items()) / sum(deeds.values())


def _grown(costs: Costs, passages: float) -> Deeds:
    """What people do, at the cost that it has with so many passages."""
    largest = costs.asking[-1]
    return _deeds(largest, max(1.0, passages / largest.passages) ** growth_of(costs.asking))


def _machines(cores: int, size_bytes: float) -> int:
    return max(math.ceil(cores / MACHINE_CORES), math.ceil(size_bytes / MACHINE_BYTES))


def _coming(chance: random.Random, deeds: Deeds, *, a_second: float, seconds: float) -> list[Customer]:
    """People's deeds in the order in which they come."""
    kinds, shares = list(deeds), list(deeds.values())
    return [
        Customer(came=came, takes=service_time(chance, chance.choices(kinds, shares)[0]))
        for came in arrivals(chance, a_second=a_second, seconds=seconds)
    ]


def _fewest_answering(rate: float, deeds: Deeds) -> tuple[int, Outcome]:
    """The fewest cores that answer in time, and how they fare."""
    mean = sum(seconds * share for seconds, share in deeds.items()) / sum(deeds.values())
    customers = _coming(random.Random(_SEED), deeds, a_second=rate, seconds=min(_SIMULATED_SECONDS, 40_000 / rate))
    cores = max(1, math.ceil(rate * mean / _MOST_BUSY))
    goal = max(_ANSWER_GOAL_SECONDS, _TIMES_ITS_WORK * max(deeds))
    while True:
        outcome = serve(customers, servers=cores)
        if percentile(outcome.stayed[URGENT], 95) <= goal:
            return cores, outcome
        cores += 1


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
    goal = max(_READING_GOAL_SECONDS, _TIMES_ITS_WORK * page_seconds)
    bulk = [Customer(came=0.0, takes=service_time(chance, page_seconds), rank=PATIENT) for _ in range(_BULK_PAGES)]
    cores = max(1, math.ceil(a_second * _PAGES * page_seconds / _MOST_BUSY))
    while True:
        outcome = serve([*people, *bulk], servers=cores)
        if percentile(outcome.stayed[URGENT], 95) <= goal:
            return cores, outcome
        cores += 1


class _Point(Record):
    """A point of the chart."""

    system: str
    size: int
    p95_ms: float


def waiting_by_people(costs: Costs, *, cores: int) -> list[_Point]:
    """How long 95 of 100 answers take at most on so many cores, for ever more people at once."""
    points = []
    for people in (10, 20, 50, 100, 150, 200):
        deeds = _deeds(costs.asking[0])
        rate = people / _BETWEEN_SECONDS * sum(deeds.values())
        stayed = serve(_coming(random.Random(_SEED), deeds, a_second=rate, seconds=600), servers=cores).stayed[URGENT]
        points.append(_Point(system=f"{cores} cores", size=people, p95_ms=1_000 * percentile(stayed, 95)))
    return points
