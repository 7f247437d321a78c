"""What a Word run looks like: its own properties, else those of its style, its paragraph's style, the document.

Source: ECMA-376 part 1, 17.7.2 (style hierarchy).
"""

from xml.etree import ElementTree

from ingest.formats.docx_parts import W

_MAX_STYLE_DEPTH = 20


class RunLook:
    """Answers for each run which font it is set in and which on-off properties it has."""

    def __init__(self, styles: ElementTree.Element | None) -> None:
        self._by_id: dict[str, ElementTree.Element] = {}
        self._default_style = ""
        self._defaults: ElementTree.Element | None = None
        if styles is not None:
            self._defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            for style in styles.findall(f"{W}style"):
                self._by_id[style.get(f"{W}styleId", "")] = style
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                    self._default_style = style.get(f"{W}styleId", "")

    def font(self, run: ElementTree.Element | None, paragraph: ElementTree.Element) -> str:
        """Name of the font that letters beyond ASCII of the run are set in; "" when nothing names one."""
        for properties in self._chain(run, paragraph):
            fonts = properties.find(f"{W}rFonts")
            if fonts is not None:
                name = fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii")
                if name:
                    return name
                if any(key.endswith("Theme") for key in fonts.keys()):  # noqa: SIM118 - an element, not a dict
                    return ""
        return ""

    def is_on(self, name: str, run: ElementTree.Element, paragraph: ElementTree.Element) -> bool:
        """The on-off property is set for the run."""
        for properties in self._chain(run, paragraph):
            if properties.find(f"{W}{name}") is not None:
                return is_on(properties, name)
        return False

    def _chain(self, run: ElementTree.Element | None, paragraph: ElementTree.Element) -> list[ElementTree.Element]:
        """All properties that may speak for the run, the nearest first."""
        own = None if run is None else run.find(f"{W}rPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        chain = [] if own is None else [own]
        chain += self._of_style(_value(own, "rStyle"))
        chain += self._of_style(self._default_style if style is None else style.get(f"{W}val", ""))
        return chain if self._defaults is None else [*chain, self._defaults]

    def _of_style(self, style_id: str) -> list[ElementTree.Element]:
        found = []
        for _ in range(_MAX_STYLE_DEPTH):
            style = self._by_id.get(style_id)
            if style is None:
                break
            properties = style.find(f"{W}rPr")
            if properties is not None:
                found.append(properties)
            style_id = _value(style, "basedOn")
        return found


def is_on(properties: ElementTree.Element | None, name: str) -> bool:
    """The on-off property `name` is set: present, and not switched off by its value."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def _value(parent: ElementTree.Element | None, name: str) -> str:
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
