"""Figures for tasks: a perfect and a broken prediction, and what is forgiven."""

from datetime import date

from core.span import Span
from core.task import Bound, Deadline, Task, TaskKind
from eval.deadlines import GoldDeadline, is_right
from eval.task_metrics import GoldTask, score_tasks

DUE = Deadline(raw="trước ngày 15/12/2025", date=date(2025, 12, 15), exclusive=True, bound=Bound.BEFORE)


def _gold(**fields: object) -> GoldTask:
    defaults = {
        "id": "g1",
        "kinds": (TaskKind.REPORT,),
        "content": "Báo cáo",
        "lead": ("Công đoàn các đơn vị",),
        "date": "2025-12-15",
        "exclusive": True,
        "places": ((0, 100),),
        "group": "g",
    }
    return GoldTask.model_validate({**defaults, **fields})


def _task(start: int, end: int, **fields: object) -> Task:
    defaults = {
        "id": f"t{start}",
        "document_id": "d",
        "kind": TaskKind.REPORT,
        "content": "Báo cáo",
        "lead_units": ("công đoàn các đơn vị",),
        "deadline": DUE,
        "spans": (Span(page_no=1, start=start, end=end, text="x" * (end - start)),),
    }
    return Task.model_validate({**defaults, **fields})


def test_perfect_prediction() -> None:
    score = score_tasks([_gold()], [_task(0, 100)], [])
    assert (score.f1, score.deadlines_right, score.units_right, score.kinds_right) == (1.0, 1, 1, 1)
    assert score.misses == ()


def test_broken_prediction() -> None:
    wrong = _task(0, 100, kind=TaskKind.DUTY, lead_units=("Ban A",), deadline=None)
    score = score_tasks([_gold(), _gold(id="g2", places=((500, 600),))], [wrong, _task(900, 990)], [])
    assert score.f1 == 0.5
    assert (score.deadlines_right, score.units_right, score.kinds_right) == (0, 0, 0)


def test_invented_deadline_is_counted() -> None:
    gold = _gold(date=None, exclusive=False)
    assert score_tasks([gold], [_task(0, 100)], []).deadlines_invented == 1


def test_repeats_and_borderline_passages_are_forgiven() -> None:
    gold = _gold(same_places=((200, 300),))
    score = score_tasks([gold], [_task(0, 100), _task(200, 300), _task(400, 450)], [(390, 460)])
    assert score.f1 == 1.0


def test_finer_cuts_are_forgiven_only_in_the_coarse_figure() -> None:
    score = score_tasks([_gold()], [_task(0, 60), _task(61, 100)], [])
    assert score.f1 < 1.0
    assert score.f1_coarse == 1.0


def test_deadline_must_be_exact() -> None:
    gold = GoldDeadline(words="trước ngày 15/12/2025", issued_on=None, due=date(2025, 12, 15), exclusive=True)
    assert is_right(gold, DUE)
    assert not is_right(gold, DUE.model_copy(update={"exclusive": False}))
    assert not is_right(gold, None)
