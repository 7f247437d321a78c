"""The search index as people ask it: no search looks into what is hidden from who acts."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from index.passage_index import Hit, PassageIndex
from index.word_index import Within
from service.store.hidden import visible_documents


class OfficeIndex(PassageIndex):
    """A `PassageIndex` in the database that also keeps whom documents are open to."""

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        document_ids: Sequence[str] | None = None,
        defined: Mapping[str, str] | None = None,
    ) -> tuple[Hit, ...]:
        """As `PassageIndex.search`, within the documents that who acts now may open."""
        within = _within(document_ids, visible_documents(self._engine))
        return super().search(question, limit=limit, document_ids=within, defined=defined)

    def _mended(self, connection: Connection, question: str) -> str:
        """As `PassageIndex._mended`, toward what the documents say that who acts now may open."""
        visible = visible_documents(self._engine)
        if visible is None:
            return super()._mended(connection, question)
        return self._searching.mended(connection, question, within=Within(document_ids=visible))


def _within(asked: Sequence[str] | None, visible: Sequence[str] | None) -> Sequence[str] | None:
    """Those of the documents asked for that may be looked into; None for all."""
    if asked is None or visible is None:
        return visible if asked is None else asked
    allowed = frozenset(visible)
    return tuple(document_id for document_id in asked if document_id in allowed)
