"""A passage: the piece of a directive that is searched, found and quoted."""

from core.record import Record

BETWEEN_HEADINGS = " › "
"""Parts the titles in `Passage.heading`."""


class Passage(Record):
    """A stretch of a directive with the words that tell what it is about.

    Attributes:
        id: `<document id>:<position>`.
        position: place among the passages of its document, from 0.
        page_no: page on which it begins.
        start, end: half-open offsets into `Directive.text`.
        section: path of its section, "" before the first one.
        heading: titles from the root section down to it, joined by `BETWEEN_HEADINGS`.
        kind: kind of its (first) block, a value of `core.directive.BlockKind`.
        text: the very words, `directive.text[start:end]`.
        context: words that are searched with it but not quoted: letterhead, headings, lead-in, column names and the
            long forms of the short forms in it.
        codes: keys of the số, ký hiệu in it (`index.words.code_key`).
        page_start: offset into `Directive.text` at which its page begins; -1 when a former version cut it.
    """

    id: str
    document_id: str
    position: int
    page_no: int
    start: int
    end: int
    section: str
    heading: str
    kind: str
    text: str
    context: str = ""
    codes: tuple[str, ...] = ()
    page_start: int = -1
