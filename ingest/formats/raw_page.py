"""A page of a file without layout, before its text is judged."""

from core.page import Aside
from core.record import Record


class RawPage(Record):
    """Text of one page as its file holds it.

    Attributes:
        text: paragraphs and table rows, a line each; cells of a row are parted by tabs. In Unicode as far as fonts and
            words told the encoding; not yet cleaned.
        text_as_read: the same before any encoding was converted.
        encodings: old encodings that were converted, sorted; empty when the text is as it was read.
        asides: what people wrote beside the text.
    """

    text: str
    text_as_read: str
    encodings: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


class RawPages(Record):
    """All pages of a file, in order.

    Attributes:
        is_paginated: the file says where they end; else they are as long as the author left them.
    """

    pages: tuple[RawPage, ...]
    is_paginated: bool = True


def plain_page(text: str, asides: tuple[Aside, ...] = ()) -> RawPage:
    """A page whose text is as it was read."""
    return RawPage(text=text, text_as_read=text, asides=asides)
