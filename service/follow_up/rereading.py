"""What a new reading means for tasks that are in the register already.

A task that is found again with the same words keeps its id, wherever the words stand now; so does one whose words are
nearly the same, as after a corrected letter. One that people worked on and that is no longer found stays, marked as
gone. Evidence that a person's task holds is looked for in the new text; where
the words are no longer there exactly once, the task keeps its words and loses the place.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from core.directive import Directive
from core.span import Span
from core.task import Task
from core.text import fold, squeeze

_NEARLY_THE_SAME = 0.85
"""Share of words in common from which on two tasks are taken for one that was read differently."""


def keep_ids(former: Sequence[Task], new: Sequence[Task]) -> tuple[Task, ...]:
    """The new tasks; one that says what exactly one vanished task said, or nearly that, gets that task's id."""
    new_ids, former_ids = {task.id for task in new}, {task.id for task in former}
    vanished = [task for task in former if task.id not in new_ids]
    appeared = [task for task in new if task.id not in former_ids]
    times_vanished, times_appeared = Counter(map(_words, vanished)), Counter(map(_words, appeared))
    former_id = {_words(task): task.id for task in vanished if times_vanished[_words(task)] == 1}
    found_again = {
        task.id: former_id[_words(task)]
        for task in appeared
        if times_appeared[_words(task)] == 1 and _words(task) in former_id
    }
    left = [task for task in vanished if task.id not in found_again.values()]
    for task in appeared:
        like = _alike(task, left) if task.id not in found_again else None
        if like is not None:
            found_again[task.id] = like.id
            left.remove(like)
    return tuple(task.model_copy(update={"id": found_again.get(task.id, task.id)}) for task in new)


def _alike(task: Task, former: Sequence[Task]) -> Task | None:
    """The one of `former` that is of the same kind and says nearly the same; None when none or several do."""
    kind, words = _words(task)
    rated = [(_likeness(words, said), one) for one in former for other, said in (_words(one),) if other == kind]
    rated = [each for each in rated if each[0] >= _NEARLY_THE_SAME]
    return rated[0][1] if len(rated) == 1 else None


def _likeness(one: str, other: str) -> float:
    """Share of words, 0..1, that both have in the same order; 0.0 at once when too few occur in both."""
    words, others = one.split(), other.split()
    common = sum((Counter(words) & Counter(others)).values())
    if 2 * common < _NEARLY_THE_SAME * (len(words) + len(others)):
        return 0.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def anchored(task: Task, directive: Directive) -> Task:
    """`task` with places that hold in `directive`: each span as it was, moved to where its words stand now, or gone."""
    places = [_anchored(span, directive) for span in task.spans]
    same_as = [
        same.model_copy(update={"spans": tuple(new for span in same.spans for new in _anchored(span, directive))})
        for same in task.same_as
    ]
    kept = tuple(same for same in same_as if same.spans)
    return task.model_copy(update={"spans": tuple(new for place in places for new in place), "same_as": kept})


def _anchored(span: Span, directive: Directive) -> tuple[Span, ...]:
    text = directive.text
    if text[span.start : span.end] == span.text:
        return directive.spans(span.start, span.end)
    first = text.find(span.text)
    if first < 0 or text.find(span.text, first + 1) >= 0:
        return ()
    return directive.spans(first, first + len(span.text))


def _words(task: Task) -> tuple[str, str]:
    return task.kind.value, squeeze(fold(task.content))
