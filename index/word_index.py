"""What a full-text engine is to searches: passages as normalised words, found by their terms and ranked by BM25.

There are two tables of words (`index.schema.FULL_TEXT_TABLES`): accents kept, and folded away. Whatever the engine,
both hold the same words, pairs and codes, and rank by the same formula (`docs/adr/0157`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from index.passage import Passage
from index.schema import FULL_TEXT_TABLES, document_key
from index.words import exact_search_text, folded_search_text

TEXT_WEIGHT, CONTEXT_WEIGHT, CODE_WEIGHT = 1.0, 0.4, 0.5
"""How much a word counts in the passage itself, in the headings above it, and as a số, ký hiệu."""

_NORMALISERS = dict(zip(FULL_TEXT_TABLES, (exact_search_text, folded_search_text), strict=True))
_FEW_DOCUMENTS = 200


@dataclass(frozen=True)
class Within:
    """Where to look.

    Attributes:
        document_ids: only these documents; None for all.
        only_front: only what stands outside the sections: letterhead, title, bases, signature, recipients, annex heads.
    """

    document_ids: tuple[str, ...] | None = None
    only_front: bool = False

    @property
    def is_small(self) -> bool:
        """Whether the documents can be named in a query, one by one."""
        return self.document_ids is not None and len(self.document_ids) <= _FEW_DOCUMENTS


ANYWHERE = Within()


class WordMatch(NamedTuple):
    """What a passage must hold: one of the terms, and one of the codes; what is empty is not asked for.

    Attributes:
        terms: words and pairs (`index.terms`).
        codes: keys of số, ký hiệu; a code that begins with one of `code_starts` will do as well.
        within: where it must stand.
    """

    terms: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    code_starts: tuple[str, ...] = ()
    within: Within = ANYWHERE

    @property
    def has_codes(self) -> bool:
        return bool(self.codes or self.code_starts)

    @property
    def is_empty(self) -> bool:
        return self.within.document_ids == () or not (self.terms or self.has_codes)


class WordRow(NamedTuple):
    """A passage as a table of words holds it: normalised words apart by a space, keys of codes, key of the document."""

    text: str
    context: str
    codes: tuple[str, ...]
    document: str


Counts = Callable[[Sequence[str]], Mapping[str, int]]


class WordIndex(Protocol):
    """The tables of words of one database engine."""

    def create(self, connection: Connection) -> None:
        """Makes the tables where they are missing."""

    def put(self, connection: Connection, row_id: int, passage: Passage) -> None:
        """Afterwards both tables hold the passage under `row_id`, which they did not before."""

    def remove(self, connection: Connection, document_id: str) -> None:
        """Afterwards nothing of the document is held; its passages are still in their own table."""

    def clear(self, connection: Connection, table: str) -> None:
        """Afterwards the table is empty."""

    def join_parts(self, connection: Connection, table: str) -> bool:
        """Afterwards what was added piece by piece is in fewer pieces, which is quicker to search; a short step.

        Returns whether there may be more to join.
        """

    def row_ids(self, connection: Connection, table: str) -> frozenset[int]:
        """Numbers of the passages that the table holds."""

    def counts(self, connection: Connection, table: str, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each of the terms stands; a term that stands in none may be left out."""

    def rank(self, connection: Connection, table: str, match: WordMatch, *, counts: Counts, depth: int) -> list[int]:
        """Rows of the passages that match, best BM25 first; nothing matches an empty `match`.

        Args:
            counts: in how many passages of the table each term stands, those in none left out; may remember.
        """


def word_row(table: str, passage: Passage) -> WordRow:
    """The passage as this table holds it."""
    normalise = _NORMALISERS[table]
    return WordRow(
        normalise(passage.text), normalise(passage.context), passage.codes, document_key(passage.document_id)
    )
