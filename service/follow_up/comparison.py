"""What a new version of a directive, or one that amends it, changes in its tasks.

Two tasks are the same work when most of their words agree (Dice's coefficient over words, each pair taken once, the
likest first). A replacement drops what it does not repeat; an amendment leaves standing what it does not mention.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from core.record import Record
from core.task import Deadline, Task
from core.text import fold, squeeze
from service.text_changes import DiffPiece, diff_words

LEAST_LIKENESS = 0.6
"""Share of common words from which two tasks are the same work; below it one was dropped and another added."""


class Fate(StrEnum):
    """What becomes of a task."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    SAME = "same"


class FieldChange(Record):
    """One field that differs, as words, and the words that differ in it."""

    field: str
    before: str
    after: str
    pieces: tuple[DiffPiece, ...]


class ComparedTask(Record):
    """A task of the former directive beside the same one of the new.

    Attributes:
        former, new: None where the task stands in the other alone.
        likeness: share of common words, 0..1; 0 for a task that stands alone.
    """

    fate: Fate
    former: Task | None = None
    new: Task | None = None
    changes: tuple[FieldChange, ...] = ()
    likeness: float = 0.0


class Comparison(Record):
    """All tasks of two directives.

    Attributes:
        is_amendment: the new one only amends, so what it does not mention is the same as before.
    """

    former_id: str
    new_id: str
    is_amendment: bool
    tasks: tuple[ComparedTask, ...]

    def count(self, fate: Fate) -> int:
        """How many tasks have this fate."""
        return sum(task.fate is fate for task in self.tasks)


def compare_tasks(former: Sequence[Task], new: Sequence[Task], *, is_amendment: bool) -> tuple[ComparedTask, ...]:
    """Every task of both: first what the new directive gives, in its order, then what only the former has."""
    pairs = _pairs(former, new)
    compared = [_compared(pairs.get(index), task) for index, task in enumerate(new)]
    kept = {id(pair[0]) for pair in pairs.values()}
    rest = Fate.SAME if is_amendment else Fate.DROPPED
    return (*compared, *(ComparedTask(fate=rest, former=task) for task in former if id(task) not in kept))


def likeness(one: str, other: str) -> float:
    """Share of the words of both texts that they have in common.

    >>> likeness("Báo cáo kết quả", "báo cáo kết quả năm")
    0.89
    """
    left, right = _bag(one), _bag(other)
    total = left.total() + right.total()
    return round(2 * (left & right).total() / total, 2) if total else 0.0


def _pairs(former: Sequence[Task], new: Sequence[Task]) -> dict[int, tuple[Task, float]]:
    """For the index of a new task, the former task that is the same work."""
    former_bags, new_bags = [_bag(task.content) for task in former], [_bag(task.content) for task in new]
    scored = []
    for new_index, bag in enumerate(new_bags):
        for former_index, other in enumerate(former_bags):
            score = 2 * (bag & other).total() / ((bag.total() + other.total()) or 1)
            if score >= LEAST_LIKENESS:
                is_here = former[former_index].section == new[new_index].section
                scored.append((-score, not is_here, abs(former_index - new_index), former_index, new_index))
    taken: set[int] = set()
    pairs: dict[int, tuple[Task, float]] = {}
    for minus_score, _, _, former_index, new_index in sorted(scored):
        if former_index not in taken and new_index not in pairs:
            taken.add(former_index)
            pairs[new_index] = former[former_index], round(-minus_score, 2)
    return pairs


def _compared(pair: tuple[Task, float] | None, new: Task) -> ComparedTask:
    if pair is None:
        return ComparedTask(fate=Fate.ADDED, new=new)
    former, score = pair
    changes = tuple(
        FieldChange(field=field, before=before, after=after, pieces=diff_words(before, after))
        for field in ("content", "lead_units", "coordinating_units", "report_to", "deadline", "measure")
        if not _is_same(before := _words(former, field), after := _words(new, field))
        and not (field == "deadline" and _is_same_time(former.deadline, new.deadline))
    )
    fate = Fate.CHANGED if changes else Fate.SAME
    return ComparedTask(fate=fate, former=former, new=new, changes=changes, likeness=score)


def _words(task: Task, field: str) -> str:
    value = getattr(task, field)
    if isinstance(value, Deadline):
        return squeeze(value.raw)
    return squeeze("; ".join(value) if isinstance(value, tuple) else value or "")


def _is_same(before: str, after: str) -> bool:
    return before.casefold().rstrip(" .;,") == after.casefold().rstrip(" .;,")


def _is_same_time(former: Deadline | None, new: Deadline | None) -> bool:
    """Both mean the same days, however they say it; words without days are told apart by the words."""
    if former is None or new is None or (former.date is None and former.rrule is None):
        return former is new
    return former.model_copy(update={"raw": ""}) == new.model_copy(update={"raw": ""})


def _bag(text: str) -> Counter[str]:
    return Counter("".join(c if c.isalnum() else " " for c in fold(text)).split())
