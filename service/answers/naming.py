"""What to call a document in an answer, in words that stand in it."""

from collections.abc import Sequence

from core.record import Record
from core.span import Span
from core.text import fold, squeeze
from service.answers.draft import Stretch
from service.answers.plain_words import plain_sentence
from service.records import DocumentRecord

_FIELDS = ("kind", "number", "issuer", "parent_issuer", "place", "title")


class Naming(Record):
    """A name with the places that its words stand in."""

    text: str
    stretches: tuple[Stretch, ...]


def naming(document: DocumentRecord, *, short: bool = False) -> Naming | None:
    """Kind, number, issuer and title of a document as printed; only kind and number (or title) when `short`.

    None when the letterhead has none of them.
    """
    head = document.letterhead
    if head is None:
        return None
    fields = {name: head.spans[name] for name in _FIELDS if head.spans.get(name)}
    if short:
        wanted = ("kind", "number") if "number" in fields else ("kind", "title")
        fields = {name: spans for name, spans in fields.items() if name in wanted}
    if not fields:
        return None
    return Naming(
        text=_joined({name: _in_text_case(_words(spans), getattr(head, name)) for name, spans in fields.items()}),
        stretches=tuple(
            Stretch(document_id=document.id, start=span.start, end=span.end)
            for spans in fields.values()
            for span in spans
        ),
    )


def _in_text_case(printed: str, read: str | None) -> str:
    """`printed`, in the capitals of a sentence where the letterhead was read so: heads print names in capitals."""
    return read if printed.isupper() and read is not None and fold(squeeze(read)) == fold(printed) else printed


def _words(spans: Sequence[Span]) -> str:
    return squeeze(" ".join(plain_sentence(span.text).rstrip(".") for span in spans))


def _joined(words: dict[str, str]) -> str:
    kind = words.get("kind", "Công văn" if "number" in words else "Văn bản").capitalize()
    parts = [f"{kind} số {words['number']}" if "number" in words else kind]
    issuers = [words[name] for name in ("issuer", "parent_issuer", "place") if name in words]
    if issuers:
        parts.append(f"({'; '.join(issuers)})")
    if "title" in words:
        parts.append(f"“{words['title']}”")
    return " ".join(parts)
