"""One task made into several, and several into one; the words of the document stay their evidence."""

import hashlib
from collections.abc import Sequence

from core.directive import Directive
from core.errors import InvalidInput
from core.task import SameTask, Task, TaskOrigin
from core.text import squeeze
from ingest.deadlines import find_deadlines

_ID_LENGTH = 12
_MOST_PARTS = 30


def split_task(task: Task, parts: Sequence[str], directive: Directive) -> tuple[Task, ...]:
    """One task for each of `parts`, with the units, recipient and deadline of `task`.

    A part that stands word for word in the evidence of `task` gets that place as its own evidence, and the deadline
    that it names itself; any other is marked as entered by hand and has no evidence.

    Raises:
        InvalidInput: fewer than two parts, an endless list, or two equal ones.
    """
    wanted = [squeeze(part).strip(" ;") for part in parts if part.strip(" ;\n\t")]
    if not 2 <= len(wanted) <= _MOST_PARTS or len(set(wanted)) < len(wanted):
        raise InvalidInput(
            f"tách việc cần từ 2 đến {_MOST_PARTS} phần khác nhau",
            where="parts",
            advice="viết mỗi phần trên một dòng",
        )
    return tuple(_part(task, words, directive) for words in wanted)


def merge_tasks(tasks: Sequence[Task], *, content: str | None = None) -> Task:
    """One task in place of several of one document: the first one's words and values, what it lacks from the others,
    and the evidence of all.

    Raises:
        InvalidInput: fewer than two tasks, or tasks of several documents.
    """
    if len({task.id for task in tasks}) < 2 or len({task.document_id for task in tasks}) > 1:
        raise InvalidInput(
            "chỉ gộp được từ hai việc trở lên của cùng một văn bản", where="tasks", advice="chọn lại các việc cần gộp"
        )
    first, *others = tasks
    values = {
        name: next((getattr(task, name) for task in tasks if getattr(task, name)), getattr(first, name))
        for name in ("lead_units", "report_to", "deadline", "measure", "section")
    }
    joined = tuple(dict.fromkeys(unit for task in tasks for unit in task.coordinating_units))
    same_as = [same for task in tasks for same in task.same_as]
    same_as += [SameTask(section=task.section, spans=task.spans) for task in others if task.spans]
    return first.model_copy(
        update={
            **values,
            "id": _new_id("merge", *(task.id for task in tasks)),
            "content": squeeze(content or "") or first.content,
            "coordinating_units": tuple(unit for unit in joined if unit not in values["lead_units"]),
            "same_as": tuple(same_as),
            "origin": TaskOrigin.MERGED,
            "made_from": tuple(task.id for task in tasks),
            "as_read": None,
            "note": "\n".join(dict.fromkeys(task.note for task in tasks if task.note)) or None,
        }
    )


def entered_id(document_id: str, *, salt: str) -> str:
    """A new id for a task that a person enters."""
    return _new_id("enter", document_id, salt)


def _part(task: Task, words: str, directive: Directive) -> Task:
    place = _place_of(task, words, directive.text)
    found = find_deadlines(words, issued_on=directive.letterhead.issued_on) if place else ()
    values: dict[str, object] = {
        "id": _new_id("split", task.id, words),
        "content": words,
        "spans": directive.spans(*place) if place else (),
        "same_as": (),
        "origin": TaskOrigin.SPLIT if place else TaskOrigin.ENTERED,
        "made_from": (task.id,),
        "as_read": None,
        "note": None,
    }
    if len(found) == 1:
        values["deadline"] = found[0].deadline
    return task.model_copy(update=values)


def _place_of(task: Task, words: str, text: str) -> tuple[int, int] | None:
    """Where `words` stand in the evidence of `task`, whatever blanks and line breaks lie between them."""
    for span in task.spans:
        found = _find(words, text[span.start : span.end])
        if found is not None:
            return span.start + found[0], span.start + found[1]
    return None


def _find(words: str, text: str) -> tuple[int, int] | None:
    """First place of `words` in `text`, blanks of either kind counting as one.

    >>> _find("báo cáo kết quả", "Tổ chức và báo cáo\\n  kết quả.")
    (11, 28)
    """
    kept = [(character, index) for index, character in enumerate(text) if not character.isspace()]
    start = "".join(character for character, _ in kept).find("".join(words.split()))
    if start < 0 or not words:
        return None
    end = start + len("".join(words.split()))
    return kept[start][1], kept[end - 1][1] + 1


def _new_id(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:_ID_LENGTH]
