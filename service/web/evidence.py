"""Links from anything derived to the words it rests on."""

from collections.abc import Iterable, Sequence

from core.record import Record
from core.span import Box, Span


class EvidenceLink(Record):
    """A place in a document that can be opened with its words lit.

    Attributes:
        href: page of the document with the stretch in its query, good for sharing.
        range: `start-end`, offsets into the document's text.
        boxes: `x0,top,x1,bottom` of each line, joined by `;`; "" when the page has no picture.
        label: where it stands, for people ("trang 2").
    """

    href: str
    range: str
    page_no: int
    boxes: str = ""
    quote: str
    label: str


def link_to(document_id: str, span: Span) -> EvidenceLink:
    """The link that lights `span` in its document."""
    stretch = f"{span.start}-{span.end}"
    return EvidenceLink(
        href=f"/van-ban/{document_id}?doan={stretch}#doan",
        range=stretch,
        page_no=span.page_no,
        boxes=boxes_in_words(span.boxes),
        quote=span.text,
        label=f"trang {span.page_no}",
    )


def page_link(document_id: str, page_no: int, boxes: Sequence[Box]) -> EvidenceLink:
    """The link to something on a page that has no words in the text."""
    return EvidenceLink(
        href=f"/van-ban/{document_id}?trang={page_no}#trang-{page_no}",
        range="",
        page_no=page_no,
        boxes=boxes_in_words(boxes),
        quote="",
        label=f"trang {page_no}",
    )


def boxes_in_words(boxes: Iterable[Box]) -> str:
    """Boxes as attributes of elements hold them.

    >>> boxes_in_words([Box(1, 2, 3.5, 4), Box(5, 6, 7, 8)])
    '1,2,3.5,4;5,6,7,8'
    """
    return ";".join(",".join(f"{side:g}" for side in box) for box in boxes)


def links_to(document_id: str, spans: tuple[Span, ...]) -> tuple[EvidenceLink, ...]:
    """One link for each of `spans`."""
    return tuple(link_to(document_id, span) for span in spans)


def parse_range(words: str | None) -> tuple[int, int] | None:
    """The half-open range of a `doan=start-end` query; None when it is absent or makes no sense.

    >>> parse_range("12-40"), parse_range("40-12"), parse_range("x")
    ((12, 40), None, None)
    """
    start, dash, end = (words or "").partition("-")
    if not (dash and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    return (int(start), int(end)) if int(start) < int(end) else None
