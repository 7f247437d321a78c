"""The text of one Word paragraph as a reader of the printed page sees it."""

from collections.abc import Iterator
from xml.etree import ElementTree

from core.directive import PAGE_BREAK
from ingest.docx_package import W

BREAK = PAGE_BREAK
"""Stands in a paragraph's text where a page ends."""

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FIXED = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}lastRenderedPageBreak": BREAK,
}
_LEFT_OUT = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "delText", "instrText", "footnoteReference", "endnoteReference")
} | {f"{_ALTERNATE}Fallback", f"{W}txbxContent"}


def paragraph_text(paragraph: ElementTree.Element) -> str:
    """Text of `paragraph` without deleted or hidden runs, field codes and text boxes.

    Line breaks are newlines, tabs are spaces (a tab parts the cells of a table row), page breaks are `BREAK`.
    """
    return "".join(_pieces(paragraph))


def text_boxes(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Contents of the text boxes anchored in `paragraph`, each once."""
    for child in paragraph:
        if child.tag == f"{_ALTERNATE}Fallback":
            continue
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from text_boxes(child)


def _pieces(parent: ElementTree.Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _FIXED:
            yield _FIXED[child.tag]
        elif child.tag == f"{W}br":
            yield _break(child)
        elif child.tag == f"{W}r":
            yield from _run(child)
        else:
            yield from _pieces(child)


def _run(run: ElementTree.Element) -> Iterator[str]:
    properties = run.find(f"{W}rPr")
    if is_on(properties, "vanish"):
        return
    is_capitals = is_on(properties, "caps")
    for piece in _pieces(run):
        yield piece.upper() if is_capitals else piece


def _break(element: ElementTree.Element) -> str:
    kind = element.get(f"{W}type", "textWrapping")
    return BREAK if kind == "page" else " " if kind == "column" else "\n"


def is_on(properties: ElementTree.Element | None, name: str) -> bool:
    """The on-off property `name` is set: present, and not switched off by its value."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off", "none")
