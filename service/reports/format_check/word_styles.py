"""What a Word paragraph or run really looks like, once defaults, styles and direct formatting are laid over each other.

Source: ECMA-376 Part 1, 17.7.2 (style hierarchy): document defaults, then the paragraph style from its root down, then
the character style, then the paragraph's or run's own properties.
"""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from ingest.formats.docx_parts import W

_DRAWINGML: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST_ANCESTORS: Final = 20
"""Styles based on each other in a ring end here."""

_OFF: Final = ("0", "false", "off", "none")


def attribute(element: Element | None, name: str = "val") -> str | None:
    """The w: attribute of an element that may be missing."""
    return None if element is None else element.get(f"{W}{name}")


class StyleSheet:
    """The styles of one file, and its theme fonts."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default_paragraph: str | None = None
        self._defaults = {"rPr": None, "pPr": None} if styles is None else _defaults(styles)
        for style in () if styles is None else styles.iter(f"{W}style"):
            identity = attribute(style, "styleId") or ""
            self._styles[identity] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                self._default_paragraph = identity
        self._theme_fonts = {} if theme is None else _theme_fonts(theme)

    def style_name(self, paragraph: Element) -> str:
        style = self._styles.get(self._style_id(paragraph) or "")
        return "" if style is None else attribute(style.find(f"{W}name")) or ""

    def paragraph_layers(self, paragraph: Element) -> tuple[Element, ...]:
        """Paragraph properties, the most general first."""
        layers = [self._defaults["pPr"], *self._chain(self._style_id(paragraph), "pPr"), paragraph.find(f"{W}pPr")]
        return tuple(layer for layer in layers if layer is not None)

    def run_layers(self, paragraph: Element, run: Element) -> tuple[Element, ...]:
        """Run properties, the most general first."""
        own = run.find(f"{W}rPr")
        character_style = None if own is None else attribute(own.find(f"{W}rStyle"))
        layers = [
            self._defaults["rPr"],
            *self._chain(self._style_id(paragraph), "rPr"),
            *self._chain(character_style, "rPr"),
            own,
        ]
        return tuple(layer for layer in layers if layer is not None)

    def font(self, layers: tuple[Element, ...]) -> str:
        """Name of the font for Latin letters; a theme font is looked up."""
        name = ""
        for layer in layers:
            fonts = layer.find(f"{W}rFonts")
            if fonts is None:
                continue
            theme = attribute(fonts, "hAnsiTheme") or attribute(fonts, "asciiTheme")
            plain = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
            name = self._theme_fonts.get((theme or "")[:5], "") if theme else plain or name
        return name

    def _style_id(self, paragraph: Element) -> str | None:
        properties = paragraph.find(f"{W}pPr")
        own = None if properties is None else attribute(properties.find(f"{W}pStyle"))
        return own or self._default_paragraph

    def _chain(self, identity: str | None, part: str) -> tuple[Element, ...]:
        found = [style.find(f"{W}{part}") for style in self._ancestors(identity)]
        return tuple(element for element in reversed(found) if element is not None)

    def _ancestors(self, identity: str | None) -> Iterator[Element]:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(identity or "")
            if style is None:
                return
            yield style
            identity = attribute(style.find(f"{W}basedOn"))


def last_value(layers: tuple[Element, ...], name: str, key: str = "val") -> str | None:
    """The value that wins: the one set in the most special layer that sets it."""
    values = (attribute(layer.find(f"{W}{name}"), key) for layer in reversed(layers))
    return next((value for value in values if value is not None), None)


def is_switched_on(layers: tuple[Element, ...], name: str) -> bool:
    """The on-off property in its most special layer."""
    for layer in reversed(layers):
        element = layer.find(f"{W}{name}")
        if element is not None:
            return (attribute(element) or "true") not in _OFF
    return False


def _defaults(styles: Element) -> dict[str, Element | None]:
    return {name: styles.find(f"{W}docDefaults/{W}{name}Default/{W}{name}") for name in ("rPr", "pPr")}


def _theme_fonts(theme: Element) -> Mapping[str, str]:
    """Fonts by the first five letters of the theme name: `minor`, `major`."""
    fonts = {}
    for kind in ("minor", "major"):
        latin = theme.find(f".//{_DRAWINGML}{kind}Font/{_DRAWINGML}latin")
        fonts[kind] = "" if latin is None else latin.get("typeface", "")
    return fonts
