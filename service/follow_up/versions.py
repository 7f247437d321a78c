"""A new version of a directive, or one that amends it: what changes in the tasks, and what is carried over."""

from collections.abc import Sequence

from core.errors import InvalidInput
from core.reference import Relation
from core.task import Task, TaskStatus
from service.follow_up.actor import LOCAL_USER
from service.follow_up.comparison import Comparison, compare_tasks
from service.store import RecordStore

_TAKES_PLACE = (Relation.AMENDS, Relation.REPLACES, Relation.REPEALS)


class VersionDesk:
    """Compares the tasks of two held documents. Nothing is carried over unless a person says so."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store

    def compare(self, former_id: str, new_id: str) -> Comparison:
        """The tasks of both documents as they are read, side by side: what people changed is no change of the text.

        Raises:
            NotFound: no such document.
            InvalidInput: both are one.
        """
        if former_id == new_id:
            raise InvalidInput("cần hai văn bản khác nhau để so sánh", where=new_id)
        new = self._store.documents.get(new_id)
        amends = any(
            reference.document_id == former_id and reference.relation is Relation.AMENDS for reference in new.references
        )
        former_tasks, new_tasks = self._tasks(former_id), self._tasks(new_id)
        return Comparison(
            former_id=former_id,
            new_id=new_id,
            is_amendment=amends,
            tasks=compare_tasks(former_tasks, new_tasks, is_amendment=amends),
        )

    def former_of(self, document_id: str) -> tuple[str, ...]:
        """Held documents that this one says it amends or replaces, or that bear its number.

        Raises:
            NotFound: no such document.
        """
        document = self._store.documents.get(document_id)
        cited = [
            reference.document_id
            for reference in document.references
            if reference.document_id and reference.relation in _TAKES_PLACE
        ]
        return tuple(dict.fromkeys((*cited, *self._store.documents.with_number_of(document_id))))

    def carry_over(self, pairs: Sequence[tuple[str, str]], *, actor: str = LOCAL_USER) -> int:
        """Gives new tasks the status and note of former ones; one that was worked on already stays as it is.

        Args:
            pairs: ids of a former and of a new task.

        Returns:
            How many new tasks were changed.

        Raises:
            NotFound: one of the tasks does not exist.
        """
        changed = 0
        for former_id, new_id in pairs:
            former, new = self._store.tasks.get(former_id), self._store.tasks.get(new_id)
            if _is_untouched(new) and not _is_untouched(former):
                values = {"status": former.status, "note": former.note}
                self._store.task_writer.change((new_id,), values, changed_by=actor)
                changed += 1
        return changed

    def _tasks(self, document_id: str) -> tuple[Task, ...]:
        self._store.documents.get(document_id)
        return self._store.tasks.list_tasks(document_id)


def _is_untouched(task: Task) -> bool:
    return task.status is TaskStatus.PROPOSED and task.note is None
