"""The search index as people ask it: no search looks into what is hidden from who acts."""

from index.passage_index import PassageIndex
from service.store.hidden import visible_documents


class OfficeIndex(PassageIndex):
    """A `PassageIndex` in the database that also keeps whom documents are open to."""

    def _visible(self) -> tuple[str, ...] | None:
        return visible_documents(self._engine)
