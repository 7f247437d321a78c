"""The text of one Word paragraph as a reader of the printed page sees it, in stretches of one font each."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from core.directive import PAGE_BREAK
from ingest.formats.docx_parts import W
from ingest.formats.docx_styles import RunLook
from ingest.text_layers.legacy_stretches import Stretch

BREAK = PAGE_BREAK
"""Stands in a paragraph's text where a page ends."""

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TAB = "\t"
_FIXED = {
    f"{W}tab": _TAB,
    f"{W}ptab": _TAB,
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
    f"{W}lastRenderedPageBreak": BREAK,
}
_LEFT_OUT = {
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "pPr", "rPr", "sdtPr", "delText", "instrText", "ffData"),
        *("footnoteReference", "endnoteReference", "commentReference", "annotationRef"),
    )
} | {f"{_ALTERNATE}Fallback", f"{W}txbxContent"}
_SYMBOLS = {
    0xB7: "-",
    0xA7: "-",
    0xD8: "-",
    0x76: "-",
    0xA8: "☐",
    0x6F: "☐",
    0xFE: "☒",
    0xFD: "☒",
    0x78: "☒",
    0xF0: "→",
}
"""What the signs of Symbol and Wingdings stand for that offices type: list marks and boxes to tick."""

_PRIVATE = re.compile("[\uf000-\uf0ff]")
_WIDE_GAP = "    "
_LIST_MARK_CHARACTERS = 8


class RunReader(NamedTuple):
    """What is needed to read the runs of a paragraph."""

    look: RunLook

    def stretches(self, paragraph: ElementTree.Element) -> list[Stretch]:
        """Text of `paragraph` without deleted or hidden runs, field codes and text boxes.

        Line breaks are newlines, page breaks are `BREAK`. Tabs are spaces (a tab parts the cells of a table row): many
        of them where the tab sets two blocks side by side.
        """
        found = [piece for piece in self._pieces(paragraph, paragraph, None) if piece.text]
        return _space_tabs(found)

    def _pieces(
        self, parent: ElementTree.Element, paragraph: ElementTree.Element, run: ElementTree.Element | None
    ) -> Iterator[Stretch]:
        for child in parent:
            if child.tag in _LEFT_OUT or _is_placeholder(child):
                continue
            if child.tag == f"{W}r":
                yield from self._run(child, paragraph)
            elif (text := _own_text(child)) is not None:
                yield Stretch(text, self.look.font(run, paragraph))
            else:
                yield from self._pieces(child, paragraph, run)

    def _run(self, run: ElementTree.Element, paragraph: ElementTree.Element) -> Iterator[Stretch]:
        if self.look.is_on("vanish", run, paragraph):
            return
        is_capitals = self.look.is_on("caps", run, paragraph)
        for text, font, _ in self._pieces(run, paragraph, run):
            text = _PRIVATE.sub(lambda found: _SYMBOLS.get(ord(found.group()) & 0xFF, ""), text)
            yield Stretch(text, font, is_capitals)


def text_boxes(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Contents of the text boxes anchored in `paragraph`, each once."""
    for child in paragraph:
        if child.tag in (f"{_ALTERNATE}Fallback", f"{W}del"):
            continue
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from text_boxes(child)


def note_ids(paragraph: ElementTree.Element, kind: str) -> list[str]:
    """Ids of the notes (`footnote`, `endnote`, `comment`) that the paragraph refers to, in order."""
    return [reference.get(f"{W}id", "") for reference in paragraph.iter(f"{W}{kind}Reference")]


def _own_text(element: ElementTree.Element) -> str | None:
    """What the element itself writes; None when it only holds others."""
    if element.tag in (f"{W}t", _FORMULA_TEXT):
        return element.text or ""
    if element.tag in _FIXED:
        return _FIXED[element.tag]
    if element.tag == f"{W}br":
        kind = element.get(f"{W}type", "textWrapping")
        return BREAK if kind == "page" else " " if kind == "column" else "\n"
    if element.tag == f"{W}sym":
        code = element.get(f"{W}char", "")
        return _SYMBOLS.get(int(code, 16) & 0xFF, "") if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else ""
    return None


def _is_placeholder(element: ElementTree.Element) -> bool:
    """A content control that nobody filled in: its text is only the prompt to do so."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _space_tabs(stretches: list[Stretch]) -> list[Stretch]:
    """Tabs as spaces: one after a list mark or at the start, a wide gap between blocks side by side."""
    spaced: list[Stretch] = []
    before = ""
    for text, font, is_raised in stretches:
        pieces = text.split(_TAB)
        written = pieces[0]
        for piece in pieces[1:]:
            line = (before + written).rpartition("\n")[2].strip()
            written += (_WIDE_GAP if len(line) > _LIST_MARK_CHARACTERS else " ") + piece
        before += written
        spaced.append(Stretch(written, font, is_raised))
    return spaced
