"""A web page as one page of text: what a reader sees of the document, a block a line, tables kept.

Scripts never run and nothing is fetched.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from core.errors import DamagedFile
from core.limits import Limits
from core.text import squeeze
from ingest.formats.html_furniture import take_out_furniture
from ingest.formats.plain_text import decode_bytes
from ingest.formats.raw_page import RawPage
from ingest.tables.table_lines import GridCell, write_table
from ingest.text_layers.legacy_stretches import Stretch, learn_fonts, unified_page, unify_lines, unify_stretches

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding=["']([\w-]{2,30})"""
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LEFT_OUT = {"script", "style", "noscript", "template", "head", "title", "object", "embed", "iframe", "svg", "select"}
_BLOCKS = set(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT_STYLE = re.compile(r"font-family\s*:\s*['\"]?([^;'\",]+)", re.IGNORECASE)
_MOST_DEPTH = 200
_MOST_SPAN = 1_000


def read_html_pages(path: Path, *, limits: Limits, where: str) -> tuple[RawPage, ...]:
    """The page of the HTML file at `path`.

    Raises:
        DamagedFile: it holds no page.
    """
    return (html_page(decode_html(path.read_bytes()) or "", where=where),)


def decode_html(content: bytes) -> str | None:
    """The text of an HTML file: as UTF-8 where it is that, else as it says itself, else as text files are decoded."""
    declared = _DECLARED.search(content[:4096])
    name = "" if declared is None else (declared.group(1) or declared.group(2)).decode().lower()
    if name.startswith(("windows-125", "iso-8859-1", "utf-8", "us-ascii", "x-")) or not name:
        return decode_bytes(content)
    try:
        return content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return decode_bytes(content)


def html_page(source: str, *, where: str) -> RawPage:
    """The text of an HTML page.

    Raises:
        DamagedFile: it holds no page.
    """
    try:
        root = html.document_fromstring(
            _XML_DECLARATION.sub("", source), parser=html.HTMLParser(no_network=True, remove_comments=True)
        )
    except (etree.ParserError, ValueError) as exc:
        raise DamagedFile("the HTML file holds no page", where=where, advice="save the page again") from exc
    take_out_furniture(root)
    reader = _HtmlText(root)
    text = _tidy("".join(reader.blocks(root, "", 0)))
    if not reader.encodings:
        return unified_page(text)
    as_read = _tidy("".join(_HtmlText(root, learn=False).blocks(root, "", 0)))
    return RawPage(text=unify_lines(text).text, text_as_read=as_read, encodings=tuple(sorted(reader.encodings)))


class _HtmlText:
    """Reads elements; with `learn`, what is set in a font of an old encoding comes out in Unicode."""

    def __init__(self, root: html.HtmlElement, *, learn: bool = True) -> None:
        self.encodings: set[str] = set()
        self._learns = learn
        self._fonts = learn_fonts(self._stretches(root, "", 0)) if learn else {}

    def blocks(self, element: html.HtmlElement, font: str, depth: int) -> Iterator[str]:
        """Text of the element: blocks on lines of their own."""
        if not _is_shown(element) or depth > _MOST_DEPTH:
            return
        font = _font_of(element) or font
        if element.tag == "br":
            yield "\n"
        elif element.tag == "table" and element.find(".//table") is None:
            yield "\n" + write_table([self._cells(row, font, depth) for row in element.iter("tr")]) + "\n"
        else:
            edge = "\n" if element.tag in _BLOCKS else ""
            yield edge + _list_number(element) + self._written(element.text, font)
            for child in element:
                yield from self.blocks(child, font, depth + 1)
                yield self._written(child.tail, font)
            yield edge

    def _cells(self, row: html.HtmlElement, font: str, depth: int) -> list[GridCell]:
        return [
            GridCell(
                text="".join(self.blocks(cell, font, depth + 2)).strip("\n"),
                columns=_span(cell, "colspan"),
                rows=_span(cell, "rowspan"),
            )
            for cell in row
            if cell.tag in ("td", "th") and _is_shown(cell)
        ]

    def _written(self, text: str | None, font: str) -> str:
        text = re.sub(r"\s+", " ", text or "")
        if not self._learns:
            return text
        unified = unify_stretches([Stretch(text, font)], self._fonts)
        self.encodings |= unified.encodings
        return unified.text

    def _stretches(self, element: html.HtmlElement, font: str, depth: int) -> Iterator[Stretch]:
        if not _is_shown(element) or depth > _MOST_DEPTH:
            return
        font = _font_of(element) or font
        yield Stretch(element.text or "", font)
        for child in element:
            yield from self._stretches(child, font, depth + 1)
            yield Stretch(child.tail or "", font)


def _is_shown(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT or "hidden" in element.attrib:
        return False
    return not _HIDDEN_STYLE.search(element.get("style", ""))


def _list_number(element: html.HtmlElement) -> str:
    """The number that a browser shows before an item of a numbered list; nothing where none is shown."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    if parent.get("type", "1") != "1" or "list-style" in parent.get("style", ""):
        return ""
    number = _whole(parent.get("start", ""), 1) - 1
    for item in parent.findall("li"):
        number = _whole(item.get("value", ""), number + 1)
        if item is element:
            break
    return f"{number}. "


def _whole(value: str, otherwise: int) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else otherwise


def _font_of(element: html.HtmlElement) -> str:
    styled = _FONT_STYLE.search(element.get("style", ""))
    return styled.group(1).strip() if styled else element.get("face", "").split(",")[0].strip()


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _MOST_SPAN) if value.isdecimal() and int(value) > 0 else 1


def _tidy(text: str) -> str:
    """Lines without space around them, and no two blank lines in a row; tabs between cells stay."""
    lines = [line.strip(" \u00a0") if "\t" in line else squeeze(line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
