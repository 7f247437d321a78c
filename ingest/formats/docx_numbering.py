"""The marks that Word numbers its paragraphs with ("II.", "1.2.", "a)", "-"), which stand nowhere in the text.

Source: ECMA-376 part 1, 17.9 (numbering): a paragraph names a list (`numId`) and a level (`ilvl`) itself or through its
style; each level counts from its start and begins again after a paragraph of a higher level.
"""

import re
from typing import NamedTuple
from xml.etree import ElementTree

from ingest.formats.docx_parts import DocxParts, W

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_KEPT_BULLETS = "+*"
_MAX_STYLE_DEPTH = 20


class _Level(NamedTuple):
    """One level of a list: how it counts, and the pattern of its mark (`%1.%2.`)."""

    start: int
    number_format: str
    pattern: str
    restarts: bool
    font: str = ""


class Mark(NamedTuple):
    """The mark of a paragraph, and the font that the list sets it in; "" for that of the paragraph."""

    text: str
    font: str


class _ListItem(NamedTuple):
    num_id: str
    level: int


class NumberingMarks:
    """Gives each numbered paragraph its mark, in the order of the document."""

    def __init__(self, parts: DocxParts) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = _style_items(parts.styles)
        if parts.numbering is not None:
            self._read_lists(parts.numbering)

    def next_mark(self, paragraph: ElementTree.Element) -> Mark | None:
        """The mark of `paragraph`, counted on; None when it is not numbered."""
        item = _list_item(paragraph.find(f"{W}pPr"), self._styles)
        if item is None or item.num_id not in self._lists:
            return None
        abstract_id, levels = self._lists[item.num_id]
        level = levels.get(item.level)
        if level is None:
            return None
        counts = self._counts.setdefault(abstract_id, {})
        counts[item.level] = counts.get(item.level, level.start - 1) + 1
        for deeper in [at for at in counts if at > item.level and levels.get(at, level).restarts]:
            del counts[deeper]
        if level.number_format == "bullet":
            return Mark(level.pattern if level.pattern in _KEPT_BULLETS else "-", "")
        text = _fill(level.pattern, levels, counts)
        return Mark(text, level.font) if text else None

    def _read_lists(self, numbering: ElementTree.Element) -> None:
        for abstract in numbering.findall(f"{W}abstractNum"):
            self._abstract[abstract.get(f"{W}abstractNumId", "")] = _read_levels(abstract)
        for num in numbering.findall(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            abstract_id = "" if link is None else link.get(f"{W}val", "")
            levels = dict(self._abstract.get(abstract_id, {}))
            num_id = num.get(f"{W}numId", "")
            overrides = num.findall(f"{W}lvlOverride")
            for override in overrides:
                _apply_override(levels, override)
            self._lists[num_id] = (f"{abstract_id}/{num_id}" if overrides else abstract_id, levels)


def _read_levels(parent: ElementTree.Element) -> dict[int, _Level]:
    return {_integer(level.get(f"{W}ilvl")): _read_level(level) for level in parent.findall(f"{W}lvl")}


def _read_level(level: ElementTree.Element) -> _Level:
    fonts = level.find(f"{W}rPr/{W}rFonts")
    return _Level(
        start=_integer(_value(level, "start"), default=1),
        number_format=_value(level, "numFmt") or "decimal",
        pattern=_value(level, "lvlText") or "",
        restarts=_value(level, "lvlRestart") != "0",
        font="" if fonts is None else fonts.get(f"{W}hAnsi", ""),
    )


def _apply_override(levels: dict[int, _Level], override: ElementTree.Element) -> None:
    at = _integer(override.get(f"{W}ilvl"))
    own = override.find(f"{W}lvl")
    if own is not None:
        levels[at] = _read_level(own)
    start = _value(override, "startOverride")
    if start is not None and at in levels:
        levels[at] = levels[at]._replace(start=_integer(start, default=1))


def _fill(pattern: str, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    """`pattern` with each %n replaced by the count of level n.

    >>> two = {0: _Level(1, "upperRoman", "%1.", True), 1: _Level(1, "decimal", "%1.%2)", True)}
    >>> _fill("%1.%2)", two, {0: 2, 1: 3})
    'II.3)'
    """

    def count(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        level = levels.get(at)
        return "" if level is None else format_count(counts.get(at, level.start), level.number_format)

    return re.sub(r"%([1-9])", count, pattern).strip()


def format_count(count: int, number_format: str) -> str:
    """`count` in one of Word's number formats; decimal when the format is not known.

    >>> [format_count(4, kind) for kind in ("decimal", "decimalZero", "lowerLetter", "upperRoman", "none")]
    ['4', '04', 'd', 'IV', '']
    """
    if number_format == "none":
        return ""
    if number_format == "decimalZero":
        return f"{count:02d}"
    if number_format in ("lowerLetter", "upperLetter") and count > 0:
        letters = _LOWER[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters.upper() if number_format == "upperLetter" else letters
    if number_format in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman.upper() if number_format == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    letters = []
    for value, sign in (*_ROMAN, *_ROMAN_LOW):
        letters.append(sign * (count // value))
        count %= value
    return "".join(letters)


def _list_item(properties: ElementTree.Element | None, styles: dict[str, _ListItem]) -> _ListItem | None:
    """The list and level that a paragraph's own properties name, else those of its style; list 0 means none."""
    if properties is None:
        return None
    inherited = styles.get(_value(properties, "pStyle") or "")
    own = properties.find(f"{W}numPr")
    if own is None:
        return inherited
    num_id, level = _value(own, "numId"), _value(own, "ilvl")
    if num_id is None and inherited is None:
        return None
    fallback_level = inherited.level if inherited else 0
    item = _ListItem(num_id or (inherited.num_id if inherited else ""), _integer(level, default=fallback_level))
    return None if item.num_id == "0" else item


def _style_items(styles: ElementTree.Element | None) -> dict[str, _ListItem]:
    """Style id to the list and level that the style, or one that it is based on, names."""
    if styles is None:
        return {}
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.findall(f"{W}style")}
    found = {}
    for style_id in by_id:
        item = _style_item(style_id, by_id)
        if item is not None:
            found[style_id] = item
    return found


def _style_item(style_id: str, by_id: dict[str, ElementTree.Element]) -> _ListItem | None:
    num_id, level = None, None
    for _ in range(_MAX_STYLE_DEPTH):
        style = by_id.get(style_id)
        if style is None:
            break
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            num_id = num_id or _value(own, "numId")
            level = level or _value(own, "ilvl")
        style_id = _value(style, "basedOn") or ""
    return None if num_id in (None, "0") else _ListItem(str(num_id), _integer(level))


def _value(parent: ElementTree.Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _integer(text: str | None, *, default: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else default
