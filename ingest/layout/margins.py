"""What stands in the margins and is no text of the document: page numbers and running heads."""

import re

from ingest.layout.visual_lines import VisualLine, line_box, line_key

_MARGIN_SHARE = 0.1
_PAGE_NUMBER = re.compile(r"[\W_]*(?:trang\s*)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?[\W_]*", re.IGNORECASE)
_RUNNING_HEAD = re.compile(r"^(?:\d{1,4} )?cong bao\s*/\s*so\b.*|^cong bao\W*$")


def is_page_number(line: VisualLine, *, height: float) -> bool:
    """The line stands at the top or bottom edge of a page `height` pixels high and is a page number."""
    return _is_in_margin(line, height) and _PAGE_NUMBER.fullmatch(line_key(line)) is not None


def is_running_head(line: VisualLine, *, height: float) -> bool:
    """The line stands at the edge of a page and is the head of a gazette."""
    return _is_in_margin(line, height) and _RUNNING_HEAD.match(line_key(line)) is not None


def _is_in_margin(line: VisualLine, height: float) -> bool:
    box = line_box(line)
    return box.bottom < _MARGIN_SHARE * height or box.top > (1 - _MARGIN_SHARE) * height
