"""An answer before it is checked: statements, each with the stretches of text that it rests on."""

from core.record import Record


class Stretch(Record):
    """Half-open offsets into the text of a document."""

    document_id: str
    start: int
    end: int


class Statement(Record):
    """One sentence of a draft.

    Attributes:
        text: the sentence.
        stretches: where the words stand that it rests on.
        counted: numbers that say how many stretches there are; they stand in no quote.
    """

    text: str
    stretches: tuple[Stretch, ...]
    counted: tuple[str, ...] = ()


class Draft(Record):
    """What one way of answering found.

    Attributes:
        statements: in the order in which they are to be read.
        refusal: the documents do not tell, and why, in a Vietnamese sentence; None for an answer. The statements then
            say what the documents tell instead.
    """

    statements: tuple[Statement, ...] = ()
    refusal: str | None = None
