"""A Word file as its layout can be measured: sections with margins and page numbers, paragraphs with their look."""

from core.record import Record


class WordRun(Record):
    """A stretch of text with one look. `size_pt` is None when nothing sets it."""

    text: str
    font: str
    size_pt: float | None
    bold: bool
    italic: bool
    underlined: bool
    color: str


class WordParagraph(Record):
    """A paragraph with its effective layout; lengths in the unit that the name tells.

    Attributes:
        index: its place among all paragraphs.
        line_rule: `auto` (then `line_value` is a multiple), `exact` or `atLeast` (then points).
        has_rule: a drawn line, border, or row of underscores is in it.
        table, row, column: cell it stands in; None outside tables.
        section: index of its section.
    """

    index: int
    style: str
    runs: tuple[WordRun, ...]
    alignment: str
    first_line_cm: float
    left_cm: float
    before_pt: float
    after_pt: float
    line_rule: str
    line_value: float
    has_rule: bool
    has_numbering: bool
    table: int | None
    row: int | None
    column: int | None
    section: int

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class PageNumber(Record):
    """A PAGE field in a header or footer."""

    is_in_header: bool
    size_pt: float | None
    alignment: str


class WordSection(Record):
    """Page set-up; lengths in millimetres. `hides_first` is a different first page."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    hides_first: bool
    page_numbers: tuple[PageNumber, ...]


class WordDocument(Record):
    """The parts of a Word file that layout rules speak of; `pages` is what Word last counted."""

    sections: tuple[WordSection, ...]
    paragraphs: tuple[WordParagraph, ...]
    pages: int | None
