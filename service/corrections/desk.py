"""Where people correct a reading: words of the text, fields of the letterhead, each kept with its history."""

from collections.abc import Callable
from datetime import UTC, datetime

from core.directive import Directive
from core.errors import InvalidInput
from core.text import nfc, squeeze
from service.accounts.rights import signature
from service.corrections.applying import apply_corrections
from service.corrections.correction import Applied, Correction, CorrectionKind
from service.corrections.fields import clean, written
from service.corrections.lines import on_lines
from service.corrections.placing import around
from service.follow_up.actor import LOCAL_USER
from service.records import DocumentStatus
from service.store import RecordStore

_UNFINISHED = (DocumentStatus.QUEUED, DocumentStatus.READING)
_LONGEST = 500
_LONGEST_NAME = 120
_PARTS = "\t\f"
"""Signs that part cells and pages: no correction reaches over them."""


class CorrectionDesk:
    """Takes corrections in. Each orders that the document is understood anew; tasks and index follow when that is done.

    Args:
        wake: has the workers look for new orders.
    """

    def __init__(self, store: RecordStore, wake: Callable[[], None]) -> None:
        self._store = store
        self._wake = wake

    def of(self, document_id: str) -> tuple[Correction, ...]:
        """All corrections of a document, oldest first, those taken back too."""
        return self._store.corrections.of(document_id)

    def is_settled(self, document_id: str) -> bool:
        """The text shown follows from every correction, or nobody is at work on it any more.

        Raises:
            NotFound: no such document.
        """
        then = self._store.readings.understood_at(document_id)
        moments = [moment for one in self.of(document_id) for moment in (one.made_at, one.undone_at) if moment]
        if then is not None and all(moment <= then for moment in moments):
            return True
        return self._store.documents.get(document_id).status not in _UNFINISHED

    def placed(self, document_id: str, directive: Directive) -> tuple[tuple[int, Applied], ...]:
        """Corrections of words that the text shown holds, each with the offset of its page in `directive.text`."""
        made = self._held_by_text(document_id)
        found = []
        for page, page_start in zip(directive.pages, directive.page_starts, strict=True):
            if any(one.page_no == page.page_no for one in made):
                read = self._store.readings.uncorrected_page(document_id, page.page_no)
                applied = apply_corrections(read, made)[1] if read is not None else ()
                found += [(page_start, one) for one in applied]
        return tuple(found)

    def correct_words(
        self, document_id: str, start: int, end: int, text: str, *, actor: str = LOCAL_USER
    ) -> Correction:
        """Puts `text` in place of the words at `start`–`end` of the text shown; the same words confirm them.

        Raises:
            NotFound: no such document, or it is not read yet.
            InvalidInput: no words there, more than one paragraph, too long, or the text is just being replaced.
        """
        directive = self._store.load_directive(document_id)
        start, end = _trimmed(directive.text, start, end)
        after = on_lines(directive.text[start:end], squeeze(nfc(text)))
        _check_stretch(directive, start, end, after)
        index = directive.page_index_at(start)
        page, page_start = directive.pages[index], directive.page_starts[index]
        made = self._held_by_text(document_id)
        read = self._store.readings.uncorrected_page(document_id, page.page_no)
        if read is None or (laid := apply_corrections(read, made))[0].text != page.text:
            raise InvalidInput(
                "văn bản đang được cập nhật", where=f"trang {page.page_no}", advice="đợi vài giây rồi sửa lại"
            )
        place = _as_read(laid[1], page.text, (start - page_start, end - page_start), after)
        lead, trail = around(read.text, place[0], place[1])
        return self._add(
            Correction(
                document_id=document_id,
                kind=CorrectionKind.WORDS,
                page_no=page.page_no,
                start=place[0],
                before=read.text[place[0] : place[1]],
                after=place[2],
                lead=lead,
                trail=trail,
                made_by=_name(actor),
                made_at=datetime.now(UTC),
            )
        )

    def correct_field(self, document_id: str, field: str, words: str, *, actor: str = LOCAL_USER) -> Correction:
        """Sets a field of the letterhead; "" says that the document does not state it.

        Raises:
            NotFound: no such document, or it is not read yet.
            InvalidInput: no such field, or no real date.
        """
        after = clean(field, words)
        before = written(self._store.load_directive(document_id).letterhead, field)
        return self._add(
            Correction(
                document_id=document_id,
                kind=CorrectionKind.FIELD,
                field=field,
                before=before,
                after=after,
                made_by=_name(actor),
                made_at=datetime.now(UTC),
            )
        )

    def undo(self, document_id: str, correction_id: int, *, actor: str = LOCAL_USER) -> None:
        """Takes a correction back; what it replaced holds again.

        Raises:
            NotFound: no such document, or it has no such correction that still holds.
        """
        self._store.corrections.undo(document_id, correction_id, undone_by=_name(actor))
        self._wake()

    def _add(self, correction: Correction) -> Correction:
        kept = self._store.corrections.add(correction)
        self._wake()
        return kept

    def _held_by_text(self, document_id: str) -> tuple[Correction, ...]:
        """Corrections as they held when the text shown was understood."""
        then = self._store.readings.understood_at(document_id)
        if then is None:
            return ()
        return tuple(
            one.model_copy(update={"undone_at": None})
            for one in self.of(document_id)
            if one.made_at <= then and (one.undone_at is None or one.undone_at > then)
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the white space around its words; empty where there are none."""
    words = text[start:end] if 0 <= start < end else ""
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _check_stretch(directive: Directive, start: int, end: int, after: str) -> None:
    if end <= start:
        raise InvalidInput("chưa chọn chữ nào để sửa", where="vị trí", advice="chọn một hoặc vài chữ rồi sửa lại")
    words = directive.text[start:end]
    if any(sign in words for sign in _PARTS) or ("\n" in words and not _in_one_block(directive, start, end)):
        raise InvalidInput(
            "chỉ sửa được chữ trong một đoạn, một ô của một trang", where="vị trí", advice="chọn ngắn hơn"
        )
    if max(len(words), len(after)) > _LONGEST:
        raise InvalidInput(f"mỗi lần sửa tối đa {_LONGEST} ký tự", where="chữ sửa", advice="sửa từng đoạn ngắn")


def _in_one_block(directive: Directive, start: int, end: int) -> bool:
    return any(block.start <= start and end <= block.end for block in directive.blocks)


def _as_read(applied: tuple[Applied, ...], text: str, place: tuple[int, int], after: str) -> tuple[int, int, str]:
    """The place in the machine's text and the new words there; a correction that is touched is taken in whole."""
    touched = [
        one for one in applied if one.start < place[1] and (one.end > place[0] or one.start == one.end == place[0])
    ]
    start, end = min([place[0], *(one.start for one in touched)]), max([place[1], *(one.end for one in touched)])
    after = text[start : place[0]] + after + text[place[1] : end]
    return _unmoved(applied, start), _unmoved(applied, end, at_end=True), after


def _unmoved(applied: tuple[Applied, ...], offset: int, *, at_end: bool = False) -> int:
    """The offset in the machine's text of an offset in the corrected text that lies inside no correction."""
    shift = 0
    for one in applied:
        if one.end < offset or (one.end == offset and (at_end or one.start < offset)):
            shift = one.read_end - one.end
    return offset + shift


def _name(actor: str) -> str:
    return squeeze(nfc(signature(actor)))[:_LONGEST_NAME] or LOCAL_USER
