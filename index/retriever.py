"""The passage index as a LangChain retriever, for chains that others build."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.passage_index import PassageIndex


class PassageRetriever(BaseRetriever):
    """Finds passages of directives; each comes as a LangChain document whose metadata tells where it stands.

    Attributes:
        index: where passages are found.
        limit: most documents returned.
        document_ids: look only into these directives; None for all.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: PassageIndex
    limit: int = 10
    document_ids: tuple[str, ...] | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.index.search(query, limit=self.limit, document_ids=self.document_ids)
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={**hit.passage.model_dump(exclude={"text", "codes"}), "score": hit.score},
            )
            for hit in hits
        ]
