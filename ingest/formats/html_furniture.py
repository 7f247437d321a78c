"""What a web page shows around a document: menus, the way back, side columns, the foot of the portal.

Told by what the page calls its parts; a part that holds a letterhead, or much of the page's words, is never left out.
"""

import re

from lxml import html

from core.text import squeeze
from ingest.layout.side_by_side import holds_letterhead

_TAGS = frozenset({"nav", "aside", "footer", "menu", "button"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|nav|navbar|menu|submenu|sidebar|footer|topbar|social|share|related|banner)(?=$|[\s_-])",
    re.IGNORECASE,
)
_NEVER = frozenset({"html", "body", "main", "article", "table", "tbody", "tr", "td", "th"})
_MOST_SHARE = 0.35
_SHORT_CHARACTERS = 200


def take_out_furniture(root: html.HtmlElement) -> None:
    """Takes the parts around the document out of the page `root`; what follows each part stays."""
    total = len(squeeze(root.text_content()))
    for element in list(root.iter()):
        if isinstance(element.tag, str) and _is_named_so(element) and _is_around(element, total):
            element.drop_tree()


def _is_named_so(element: html.HtmlElement) -> bool:
    if element.tag in _NEVER:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _TAGS or element.get("role", "") in _ROLES or _NAMED.search(names) is not None


def _is_around(element: html.HtmlElement, total: int) -> bool:
    """The part is small beside the page, or short, and no part of an official document."""
    if element.getparent() is None:
        return False
    text = squeeze(element.text_content())
    is_small = len(text) < max(_MOST_SHARE * total, _SHORT_CHARACTERS) and len(text) < total
    return is_small and not holds_letterhead(text)
