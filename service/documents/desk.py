"""Documents as people handle them: hand in, wait for, find, open, read again, remove."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.directive import Directive
from core.errors import HeldBack, IntakeError, InvalidInput
from core.page import AskedMethod, Page
from core.source import MediaType, Source
from service.access.records import NO_RESTRICTION, Restriction
from service.documents.graph import CitedElsewhere, RelatedDocuments, around_held, related, unresolved
from service.documents.head_evidence import HeadSuggestion, suggest_head
from service.documents.room import Room, fullness_told, urgency_of
from service.records import FINISHED, Accepted, DocumentName, DocumentRecord, StoredError, TakenIn, Urgency
from service.settings import Settings
from service.store import FileStore, RecordStore
from service.wording import describe_error

_POLL_SECONDS = 0.1


class DocumentDesk:
    """Takes files in and gives out what was read of them; methods may be called by any thread.

    Args:
        wake: has the workers look for new orders.
    """

    def __init__(self, store: RecordStore, files: FileStore, settings: Settings, wake: Callable[[], None]) -> None:
        self._store, self._files, self._settings = store, files, settings
        self._wake = wake
        self._room = Room(store, settings)

    # Coming in and going out

    @property
    def incoming_folder(self) -> Path:
        """Folder on the disk of the file store for uploads that are still coming in."""
        return self._files.incoming

    def add(
        self,
        path: Path,
        *,
        file_name: str | None = None,
        urgency: Urgency = Urgency.PERSON,
        restriction: Restriction = NO_RESTRICTION,
    ) -> TakenIn:
        """Takes a file in and has it read; returns at once. From then on no crash loses what was accepted.

        An archive or e-mail gives a document for each file in it; one that is refused harms no other.

        Args:
            file_name: name to show people when it is not the name of `path`.
            urgency: whether somebody waits for it; past a few documents in one file nobody does.
            restriction: whom it is open to once it is read; a mark on its head may keep it from more.

        Raises:
            IntakeError: the file itself cannot be taken in; nothing was stored.
            Overloaded: there is no room; what of an archive was accepted before stays.
        """
        from ingest.intake import accept_files

        accepted: list[Accepted] = []
        refused: list[StoredError] = []
        limits, libreoffice = self._settings.limits, self._settings.libreoffice
        self._room.check(urgency)
        with fullness_told(), tempfile.TemporaryDirectory(dir=self.incoming_folder, prefix="unpacked-") as folder:
            for taken in accept_files(
                path, folder=Path(folder), limits=limits, file_name=file_name, libreoffice=libreoffice
            ):
                if isinstance(taken.found, IntakeError):
                    refused.append(describe_error(taken.found))
                    continue
                rank = max(urgency, urgency_of(len(accepted) + 1))
                try:
                    accepted.append(self._keep(taken.path, taken.found, rank, restriction))
                except HeldBack as error:
                    refused.append(describe_error(error))
        self._wake()
        return TakenIn(accepted=tuple(accepted), refused=tuple(refused))

    def _keep(self, path: Path, source: Source, urgency: Urgency, restriction: Restriction) -> Accepted:
        with self._files.adding():
            self._files.put_original(path, source.sha256)
            return self._store.documents.accept(source, urgency=urgency, restriction=restriction)

    def reread(
        self, document_id: str, page_no: int | None = None, *, method: AskedMethod | None = None
    ) -> DocumentRecord:
        """Has a document, or one page of it, read again; people see the former reading until the new one is done.

        Raises:
            NotFound: no such document or page.
            InvalidInput: a method was asked for, and only pages of PDF files leave a choice.
        """
        document = self._store.documents.get(document_id)
        if method is not None and document.media_type is not MediaType.PDF:
            raise InvalidInput(
                f"không đọc lại được bằng cách “{method.value}”: tệp không phải PDF",
                where=document.file_name,
                advice="bỏ --method, chương trình tự chọn cách đọc",
            )
        self._store.documents.order_reread(document_id, page_no, method)
        self._wake()
        return self._store.documents.get(document_id)

    def remove(self, document_id: str) -> None:
        """Removes a document with all that was made of it.

        Raises:
            NotFound: no such document.
        """
        self._store.documents.order_removal(document_id)
        self._wake()

    def wait(
        self,
        document_id: str,
        *,
        on_progress: Callable[[DocumentRecord], None] | None = None,
        timeout_seconds: float | None = None,
    ) -> DocumentRecord:
        """The document once it is read, or as it stands when the time is up.

        Raises:
            NotFound: no such document, or it was removed meanwhile.
        """
        end = None if timeout_seconds is None else time.monotonic() + timeout_seconds
        shown: DocumentRecord | None = None
        while True:
            document = self._store.documents.get(document_id)
            if on_progress is not None and document != shown:
                on_progress(document)
                shown = document
            if document.status in FINISHED or (end is not None and time.monotonic() >= end):
                return document
            time.sleep(_POLL_SECONDS)

    # Finding

    def all(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first."""
        return self._store.list_documents()

    def names(self) -> dict[str, DocumentName]:
        """What people call each document, by id, newest first; quicker than listing them."""
        return self._store.documents.names()

    def find(self, key: str) -> DocumentRecord:
        """The document that `key` names: an id, a unique prefix of one, or a số/ký hiệu in any spelling.

        Raises:
            NotFound: no document.
            Ambiguous: several documents.
        """
        return self._store.find_document(key)

    def related(self, key: str) -> tuple[RelatedDocuments, ...]:
        """What the document that `key` names cites and what cites it; the number may be one that is not held.

        Raises:
            NotFound: nothing held has this id or number, or cites it.
            Ambiguous: several held documents have this number.
        """
        return related(self._store, key)

    def around(self, document: DocumentRecord) -> RelatedDocuments:
        """What a held document cites and what cites it."""
        return around_held(self._store, document)

    def head_suggestions(self, document: DocumentRecord, directive: Directive) -> tuple[HeadSuggestion, ...]:
        """What other held documents tell of a number or a date of issue that was read with doubt or not at all."""
        return suggest_head(self._store.documents, document, directive)

    def unresolved_references(self) -> tuple[CitedElsewhere, ...]:
        """Numbered documents that are cited but not held, the most cited first."""
        return unresolved(self._store.list_documents())

    # Opening

    def directive(self, document_id: str) -> Directive:
        """The directive as read and understood.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        return self._store.load_directive(document_id)

    def page(self, document_id: str, page_no: int) -> Page:
        """One page of a directive.

        Raises:
            NotFound: no such document or page, or it is not read yet.
        """
        return self._store.readings.load_page(document_id, page_no)

    def page_image(self, document_id: str, page_no: int) -> bytes | None:
        """The image of a page; None when its file has no layout.

        Raises:
            NotFound: no such document or page, or it is not read yet.
        """
        key = self.page(document_id, page_no).image_key
        return None if key is None else self._files.image(key)

    def original_file(self, document_id: str) -> Path:
        """The file as it was handed in.

        Raises:
            NotFound: no such document.
        """
        return self._files.original(self._store.documents.get(document_id).sha256)
