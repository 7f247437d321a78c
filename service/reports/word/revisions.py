"""Tracked changes and the names of sentences in a Word file: what Word itself writes when people edit.

Source: ECMA-376 Part 1, 17.13.5 (revisions: `w:ins`, `w:del`, `w:delText`) and 17.13.6 (bookmarks).
"""

from datetime import UTC
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from service.reports.word.copies import Revisions
from service.reports.word.parts import printable, write_text
from service.text_changes import Change, DiffPiece

CLAIM_BOOKMARK: Final = "cau_"
"""Begins the names of the bookmarks that tell which sentence a paragraph is."""

_ELEMENTS: Final = {Change.ADDED: "w:ins", Change.REMOVED: "w:del"}


def mark_claim(paragraph: Paragraph, claim_id: str, *, number: int) -> None:
    """Puts a bookmark around the paragraph's text, so that the sentence is known again after editing in Word.

    Args:
        number: unique among the bookmarks of the file.
    """
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"{CLAIM_BOOKMARK}{claim_id}")
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else paragraph._p.index(properties) + 1, start)
    paragraph._p.append(end)


def write_revised(paragraph: Paragraph, pieces: tuple[DiffPiece, ...], revisions: Revisions) -> tuple[Run, ...]:
    """Appends the words with what was put in or taken out as tracked changes; the runs that stay, for a comment."""
    kept: list[Run] = []
    for piece in pieces:
        runs = write_text(paragraph, piece.text)
        if piece.change is Change.SAME:
            kept += runs
        else:
            _track(runs, piece.change, revisions)
    return tuple(kept)


def _track(runs: tuple[Run, ...], change: Change, revisions: Revisions) -> None:
    for run in runs:
        element = run._r
        holder = _revision(_ELEMENTS[change], element, revisions)
        element.addprevious(holder)
        holder.append(element)
        if change is Change.REMOVED:
            for text in element.findall(qn("w:t")):
                text.tag = qn("w:delText")


def _revision(tag: str, near: Any, revisions: Revisions) -> Any:
    holder = OxmlElement(tag)
    body = near.getroottree().getroot()
    holder.set(qn("w:id"), str(90_000 + sum(1 for _ in body.iter(qn("w:ins"), qn("w:del")))))
    holder.set(qn("w:author"), printable(revisions.author)[:60])
    holder.set(qn("w:date"), revisions.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return holder
