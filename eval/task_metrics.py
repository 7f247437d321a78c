"""Figures for extracted tasks against annotated ones. Pure.

A predicted task is paired with an annotated one when at least half of the characters of the shorter of the two lie in
both; each is used once, best pairs first (agreement in kind, deadline and length breaks ties).

    precision = pairs / (pairs + predictions left over)      recall = pairs / annotated
    F1 = 2 · precision · recall / (precision + recall)

A prediction left over is forgiven when it repeats an annotated task at a place the annotation calls the same
(`same_as`), or lies in a borderline passage; in the coarse figure also when it lies in a group that has a pair.
"""

import re
from collections.abc import Sequence

from core.record import Record
from core.task import Deadline, Task, TaskKind
from core.text import fold

LEAST_OVERLAP = 0.5
_KINDS = {"nhiem_vu": TaskKind.DUTY, "bao_cao": TaskKind.REPORT, "chi_tieu": TaskKind.TARGET, "moc": TaskKind.MILESTONE}


class GoldTask(Record):
    """An annotated task, its quotes found in the text.

    Attributes:
        places, same_places: half-open offsets of its quotes, and of the quotes that say the same elsewhere.
        group: tasks of one list item share it.
        rrules: recurrences that count as right; empty when it does not recur.
        has_deadline: a day or a recurrence can be told.
        other_leads: lead units that are right too (a list that may be read as one unit or as several).
        inferred: fields that may also be empty.
        may_lack_deadline: no deadline is right too.
    """

    id: str
    kinds: tuple[TaskKind, ...]
    content: str
    lead: tuple[str, ...]
    date: str | None = None
    start: str | None = None
    exclusive: bool = False
    rrules: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    same_places: tuple[tuple[int, int], ...] = ()
    group: str = ""
    other_leads: tuple[tuple[str, ...], ...] = ()
    inferred: tuple[str, ...] = ()
    may_lack_deadline: bool = False

    @property
    def has_deadline(self) -> bool:
        """Whether a day or a recurrence is annotated."""
        return self.date is not None or bool(self.rrules)


class TaskScore(Record):
    """Counts of one document.

    Attributes:
        pairs: annotated and found tasks that belong together, by their ids.
        left_ids: found tasks that are none.
        covered: annotated tasks that a task found for another piece of their group holds as well.
    """

    gold: int
    predicted: int
    paired: int
    left_over: int
    left_over_coarse: int
    covered: int
    deadlines: int
    deadlines_right: int
    deadlines_invented: int
    units: int
    units_right: int
    kinds_right: int
    pairs: tuple[tuple[str, str], ...]
    left_ids: tuple[str, ...]
    misses: tuple[str, ...]

    @property
    def f1(self) -> float:
        """Strict F1, 0..1."""
        return f1(self.paired, self.left_over, self.gold)

    @property
    def f1_coarse(self) -> float:
        """F1 with finer and coarser cuts of an annotated group forgiven, 0..1."""
        return f1(self.paired, self.left_over_coarse, self.gold - self.covered)


def f1(paired: int, left_over: int, gold: int) -> float:
    """Harmonic mean of precision and recall.

    >>> f1(8, 2, 10)
    0.8
    """
    return 2 * paired / (paired + left_over + gold) if paired else 0.0


def overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    """Characters that lie in both.

    >>> overlap([(0, 10)], [(5, 20)])
    5
    """
    return sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in one for b, b_end in other)


def length(places: Sequence[tuple[int, int]]) -> int:
    """Characters in all the places."""
    return sum(end - start for start, end in places)


def places_of(task: Task) -> list[tuple[int, int]]:
    """Offsets of the words of a task."""
    return [(span.start, span.end) for span in task.spans]


def score_tasks(gold: Sequence[GoldTask], tasks: Sequence[Task], borderline: Sequence[tuple[int, int]]) -> TaskScore:
    """All counts for one document."""
    pairs = _pair(gold, tasks)
    paired_tasks = {task for _, task in pairs}
    rest = [tasks[number] for number in range(len(tasks)) if number not in paired_tasks]
    left = [task for task in rest if not _is_forgiven(task, gold, borderline)]
    groups = {gold[number].group for number, _ in pairs}
    coarse = [task for task in left if not _is_in_group(task, gold, groups)]
    by_gold = dict(pairs)
    due = [number for number, each in enumerate(gold) if each.has_deadline]
    held = {n: task for n in range(len(gold)) if (task := by_gold.get(n, _holder(gold, n, pairs, tasks))) is not None}
    wrong_due = [n for n in due if n not in held or not _deadline_right(gold[n], tasks[held[n]].deadline)]
    invented = [n for n, t in pairs if not gold[n].has_deadline and is_dated(tasks[t].deadline)]
    wrong_units = [n for n, t in pairs if not _units_right(gold[n], tasks[t])]
    wrong_kinds = [n for n, t in pairs if tasks[t].kind not in gold[n].kinds]
    misses = [f"missing {gold[n].id}: {gold[n].content[:80]}" for n in range(len(gold)) if n not in by_gold]
    misses += [f"extra {task.section}: {task.content[:80]}" for task in left]
    misses += [f"deadline {gold[n].id}" for n in wrong_due] + [f"invented deadline {gold[n].id}" for n in invented]
    misses += [f"units {gold[n].id}: {gold[n].lead} / {tasks[by_gold[n]].lead_units}" for n in wrong_units]
    misses += [f"kind {gold[n].id}: {tasks[by_gold[n]].kind}" for n in wrong_kinds]
    return TaskScore(
        gold=len(gold),
        predicted=len(tasks),
        paired=len(pairs),
        left_over=len(left),
        left_over_coarse=len(coarse),
        covered=len(held) - len(by_gold),
        deadlines=len(due),
        deadlines_right=len(due) - len(wrong_due),
        deadlines_invented=len(invented),
        units=len(pairs),
        units_right=len(pairs) - len(wrong_units),
        kinds_right=len(pairs) - len(wrong_kinds),
        pairs=tuple((gold[n].id, tasks[t].id) for n, t in pairs),
        left_ids=tuple(task.id for task in left),
        misses=tuple(misses),
    )


def is_dated(deadline: Deadline | None) -> bool:
    """Whether the deadline states a day or a recurrence."""
    return deadline is not None and (deadline.date is not None or deadline.rrule is not None)


def _pair(gold: Sequence[GoldTask], tasks: Sequence[Task]) -> list[tuple[int, int]]:
    scores = []
    for number, each in enumerate(gold):
        for task_number, task in enumerate(tasks):
            score = _pair_score(each, task)
            if score is not None:
                scores.append((score, -number, -task_number))
    used_gold: set[int] = set()
    used_tasks: set[int] = set()
    pairs = []
    for _, minus_number, minus_task in sorted(scores, reverse=True):
        number, task_number = -minus_number, -minus_task
        if number in used_gold or task_number in used_tasks:
            continue
        used_gold.add(number)
        used_tasks.add(task_number)
        pairs.append((number, task_number))
    return sorted(pairs)


def _pair_score(gold: GoldTask, task: Task) -> float | None:
    mine = places_of(task)
    common = overlap(gold.places, mine)
    shorter = min(length(gold.places), length(mine))
    if not shorter or common / shorter < LEAST_OVERLAP:
        return None
    both = length(gold.places) + length(mine) - common
    agreement = (task.kind in gold.kinds) + _deadline_right(gold, task.deadline)
    return common / both + 0.25 * agreement


def _deadline_right(gold: GoldTask, deadline: Deadline | None) -> bool:
    if not gold.has_deadline:
        return not is_dated(deadline)
    if deadline is None:
        return gold.may_lack_deadline
    if gold.rrules:
        return deadline.rrule in gold.rrules
    same_day = deadline.date is not None and deadline.date.isoformat() == gold.date
    same_start = gold.start is None or (deadline.start is not None and deadline.start.isoformat() == gold.start)
    return same_day and same_start and deadline.exclusive == gold.exclusive


def _units_right(gold: GoldTask, task: Task) -> bool:
    if not task.lead_units and "don_vi_chu_tri" in gold.inferred:
        return True
    found = {unit_key(unit) for unit in task.lead_units}
    return any(found == {unit_key(unit) for unit in lead} for lead in (gold.lead, *gold.other_leads))


def unit_key(unit: str) -> str:
    """Key of a unit's name, blind to case, accents and marks."""
    return re.sub(r"[^a-z0-9]+", " ", fold(unit)).strip()


def _is_forgiven(task: Task, gold: Sequence[GoldTask], borderline: Sequence[tuple[int, int]]) -> bool:
    mine = places_of(task)
    repeats = [each.same_places for each in gold if each.same_places]
    return any(overlap(mine, places) >= LEAST_OVERLAP * length(mine) for places in [borderline, *repeats])


def _is_in_group(task: Task, gold: Sequence[GoldTask], groups: set[str]) -> bool:
    mine = places_of(task)
    near = [each for each in gold if each.group in groups]
    return any(overlap(mine, each.places) >= LEAST_OVERLAP * length(mine) for each in near)


def _holder(
    gold: Sequence[GoldTask], number: int, pairs: Sequence[tuple[int, int]], tasks: Sequence[Task]
) -> int | None:
    """The task, found for another piece of the same group, that has the words of this one too."""
    mine = gold[number]
    holders = (
        task
        for other, task in pairs
        if gold[other].group == mine.group
        and overlap(mine.places, places_of(tasks[task])) >= LEAST_OVERLAP * length(mine.places)
    )
    return next(holders, None)


def gold_kinds(kind: str, others: Sequence[str] = ()) -> tuple[TaskKind, ...]:
    """Kinds that count as right, from the words of the annotation."""
    return tuple(_KINDS[word] for word in (kind, *others) if word in _KINDS)
