"""How much of anything the program takes from outside. Settings fill it in; every field can be set."""

from core.record import Record


class Limits(Record):
    """Upper bounds checked before work is done.

    Attributes:
        file_bytes: size of one file.
        pages: pages of one file.
        page_pixels: pixels of one rendered page or image.
        page_seconds: time to read one page.
        unpacked_bytes: what an archive, or a file that is one inside (DOCX), may unpack to.
        unpacked_ratio: unpacked size over packed size; past it the file is taken for a bomb.
        text_characters: characters of one page's text.
        members: files in one archive or e-mail.
        nesting: archives and e-mails within one another.
        parser_bytes: memory of the process that takes a file apart.
        conversion_seconds: time for LibreOffice to convert one file.
        asks_a_minute, uploads_a_minute, sign_ins_a_minute: times that one person may ask or search, hand files in, and
            sign in, where there are accounts; one address may do so for twenty.
    """

    file_bytes: int = 200 * 1024 * 1024
    pages: int = 3_000
    page_pixels: int = 80_000_000
    page_seconds: float = 120.0
    unpacked_bytes: int = 500 * 1024 * 1024
    unpacked_ratio: float = 150.0
    text_characters: int = 2_000_000
    members: int = 500
    nesting: int = 3
    parser_bytes: int = 4 * 1024**3
    conversion_seconds: float = 300.0
    asks_a_minute: int = 240
    uploads_a_minute: int = 600
    sign_ins_a_minute: int = 10
