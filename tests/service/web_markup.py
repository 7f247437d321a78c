"""What a page is made of, as a browser would take it."""

from html.parser import HTMLParser


class Attributes(HTMLParser):
    """Collects every attribute, and what stands inside script and style elements."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.inline = ""
        self._inside = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.found += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            self.inline += data.strip()
