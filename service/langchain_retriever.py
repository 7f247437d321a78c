"""An office as a LangChain retriever, for chains that others build.

from service.langchain_retriever import DondocRetriever

retriever = DondocRetriever.open("/var/lib/dondoc")
documents = retriever.invoke("hạn báo cáo kết quả")
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from core.answer import Citation
from service.settings import Settings

if TYPE_CHECKING:
    from service.office import Office


class DondocRetriever(BaseRetriever):
    """Finds passages of the directives that an office holds, each as a LangChain document.

    `page_content` is the very text of the document; `metadata` tells where it stands: `document_id`, `page_no`,
    `section`, `start` and `end` (offsets into the stored text), and `source`, its số/ký hiệu or file name.

    Attributes:
        office: what is searched (`service.office.Office`); close it when it is no longer wanted.
        limit: most documents returned.
        document: look only into this directive: id, prefix of one, or số/ký hiệu; None for all.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    office: Any
    limit: int = 10
    document: str | None = None

    @classmethod
    def open(cls, data_dir: str | Path, *, limit: int = 10, document: str | None = None) -> "DondocRetriever":
        """A retriever over the office of a data folder; a server that runs on it is not disturbed.

        Raises:
            ConfigurationError: the data folder belongs to a newer version.
        """
        from service.office import open_office

        return cls(office=open_office(Settings(data_dir=Path(data_dir)), writer=False), limit=limit, document=document)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        office: Office = self.office
        within = office.documents.find(self.document).id if self.document else None
        names = office.documents.names()
        found = office.search(query, document_id=within, limit=self.limit)
        return [_document(citation, names[citation.document_id].short) for citation in found]


def _document(citation: Citation, source: str) -> Document:
    return Document(
        id=f"{citation.document_id}:{citation.span.start}",
        page_content=citation.quote,
        metadata={
            "source": source,
            "document_id": citation.document_id,
            "page_no": citation.page_no,
            "section": citation.section,
            "start": citation.span.start,
            "end": citation.span.end,
        },
    )
