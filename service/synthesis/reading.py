"""Finds in a unit's own report what it says about the tasks of the directive that it answers.

    coverage(task, block) = |pairs of neighbouring syllables of the task that stand in the block| / |pairs of the task|

A block of the report tells of the task that it covers best, when it covers at least `LEAST` of it; a task is told of by
the block that covers it best. The state is read only from plain words ("đã hoàn thành", "đang thực hiện") behind the
words of the task; whatever is mixed or denied tells no state.
"""

import re
from collections.abc import Sequence
from typing import Final

from core.directive import Block, BlockKind, Directive
from core.record import Record
from core.span import Span
from core.task import Task, TaskStatus
from core.text import fold, squeeze
from service.tasks.same_work import pairs_of

LEAST: Final = 0.6
_FEWEST_PAIRS: Final = 4
_TOLD: Final = frozenset((BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.TABLE_ROW))
_DONE: Final = re.compile(
    r"(?<!\w)(da hoan thanh|hoan thanh (?:100|xong)|da to chuc|da ban hanh|da thuc hien xong|da trien khai xong"
    r"|da gui|da mo|da phat dong|da kien toan|da xay dung xong|hoan thanh)(?!\w)"
)
_UNDER_WAY: Final = re.compile(r"(?<!\w)(dang|tiep tuc|buoc dau|da va dang|mot phan)(?!\w)")
_DENIED: Final = re.compile(r"(?<!\w)(chua|khong|se|du kien|phan dau)(?!\w)")
_AFTER_COLON: Final = re.compile(r":\s*(?=\S)")


class FoundResult(Record):
    """What the report says about one task.

    Attributes:
        words: the sentence or cell that tells it, on one line.
        coverage: share of the task's words that stand in it, 0..1.
    """

    task_id: str
    status: TaskStatus | None
    words: str
    spans: tuple[Span, ...]
    coverage: float


def find_results(report: Directive, tasks: Sequence[Task]) -> tuple[FoundResult, ...]:
    """What `report` says about the tasks, in the order of `tasks`; a task that it is silent about is left out."""
    told = [(block, pairs_of(_text(report, block))) for block in report.blocks if block.kind in _TOLD]
    wanted = {task.id: pairs_of(task.content) for task in tasks}
    best: dict[str, tuple[float, Block]] = {}
    for block, pairs in told:
        scores = [(_coverage(wanted[task.id], pairs), task.id) for task in tasks]
        score, task_id = max(scores, default=(0.0, ""))
        if score >= LEAST and score > best.get(task_id, (0.0, block))[0]:
            best[task_id] = (score, block)
    return tuple(_result(report, task, *best[task.id]) for task in tasks if task.id in best)


def _coverage(task: frozenset[tuple[str, str]], block: frozenset[tuple[str, str]]) -> float:
    return len(task & block) / len(task) if len(task) >= _FEWEST_PAIRS else 0.0


def _result(report: Directive, task: Task, coverage: float, block: Block) -> FoundResult:
    text = _text(report, block)
    words = _own_words(text, task)
    return FoundResult(
        task_id=task.id,
        status=state_told(words),
        words=words,
        spans=report.spans(block.start, block.end),
        coverage=round(coverage, 3),
    )


def state_told(words: str) -> TaskStatus | None:
    """The state that the words tell plainly.

    >>> state_told("đã tổ chức 03 hội nghị, 450 lượt người")
    <TaskStatus.DONE: 'done'>
    >>> state_told("đang triển khai"), state_told("chưa tổ chức được"), state_told("có 120 đoàn viên")
    (<TaskStatus.IN_PROGRESS: 'in_progress'>, None, None)
    """
    folded = fold(words)
    if _DENIED.search(folded):
        return None
    if _UNDER_WAY.search(folded):
        return TaskStatus.IN_PROGRESS
    return TaskStatus.DONE if _DONE.search(folded) else None


def _own_words(text: str, task: Task) -> str:
    """What the report adds to the task's own words: behind the colon that ends them; else the whole."""
    for colon in _AFTER_COLON.finditer(text):
        head = pairs_of(text[: colon.start()])
        if _coverage(pairs_of(task.content), head) >= LEAST:
            return squeeze(text[colon.end() :])
    return squeeze(text)


def _text(report: Directive, block: Block) -> str:
    return squeeze(report.flat(block.start, block.end))
