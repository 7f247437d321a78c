"""All that a writer of answers may look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from core.directive import Directive
from core.task import Task
from core.text import squeeze
from index.passage_index import Hit
from index.ranking_features import Looks
from service.answers.citing import Citer
from service.answers.question import Question
from service.answers.scope import Profile, Scope
from service.records import Register, TaskOutline

if TYPE_CHECKING:
    from service.answers.scoring import Scored

_FEW = 12


@dataclass
class AskingContext:
    """One question with what was found for it.

    Attributes:
        question: the question, understood.
        scope: the documents it is about.
        profiles: by document id, what each document is called by.
        hits: passages found, best first.
        looks: the question as it was searched for.
        citer: loads directives and makes citations.
        register: tasks and documents.
        as_of: the day to answer for; None for today.
        said: sentences that the conversation has said already, and that are not to be said again.
    """

    question: Question
    scope: Scope
    profiles: Mapping[str, Profile]
    hits: Sequence[Hit]
    citer: Citer
    register: Register
    looks: Looks
    as_of: date | None = None
    said: frozenset[str] = frozenset()

    @property
    def task_documents(self) -> tuple[str, ...]:
        """The documents whose tasks answer a question about the register: all, unless it means one or some."""
        scope = self.scope
        return scope.document_ids if scope.is_named or len(scope.document_ids) == 1 else tuple(self.profiles)

    @property
    def likely_documents(self) -> tuple[str, ...]:
        """The documents meant; of many that may be, those where something was found, best first."""
        if len(self.scope.document_ids) <= _FEW:
            return self.scope.document_ids
        return tuple(dict.fromkeys(hit.passage.document_id for hit in self.hits))

    def outlines(self) -> Iterator[TaskOutline]:
        """Outlines of the tasks of `task_documents` that words of the text give."""
        by_document = self.register.task_outlines()
        for document_id in self.task_documents:
            yield from (outline for outline in by_document.get(document_id, ()) if outline.is_placed)

    def task(self, outline: TaskOutline | Task) -> Task | None:
        """The task in full; None when it went away meanwhile."""
        if isinstance(outline, Task):
            return outline
        tasks = self.register.list_tasks(outline.document_id)
        return next((task for task in tasks if task.id == outline.id), None)

    def directive(self, document_id: str) -> Directive:
        return self.citer.directive(document_id)

    @cached_property
    def scored(self) -> "tuple[Scored, ...]":
        """The sentences that may answer, as `score_sentences` gives them; more than one writer looks at them."""
        from service.answers.scoring import score_sentences

        return tuple(score_sentences(self))

    @cached_property
    def defined(self) -> dict[str, str]:
        """Short forms that the likeliest documents define; the likeliest document wins."""
        forms: dict[str, str] = {}
        for document_id in self.scope.document_ids[:3]:
            for abbreviation in self.register.abbreviations(document_id):
                forms.setdefault(abbreviation.short, squeeze(abbreviation.long))
        return forms
