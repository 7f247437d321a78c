"""What stands in the margins and is no text of the document: page numbers and running heads."""

import re
from collections.abc import Sequence

from ingest.visual_lines import VisualLine, line_box, line_key

_MARGIN_SHARE = 0.1
_PAGE_NUMBER = re.compile(r"[\W_]*(?:trang\s*)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?[\W_]*", re.IGNORECASE)
_RUNNING_HEAD = re.compile(r"^(?:\d{1,4} )?cong bao\s*/\s*so\b.*|^cong bao\W*$")


def drop_margins(lines: Sequence[VisualLine], *, height: float) -> tuple[VisualLine, ...]:
    """`lines` without page numbers and running heads at the top and bottom edge of the page."""
    return tuple(line for line in lines if not (_is_in_margin(line, height) and _is_margin_text(line_key(line))))


def _is_in_margin(line: VisualLine, height: float) -> bool:
    box = line_box(line)
    return box.bottom < _MARGIN_SHARE * height or box.top > (1 - _MARGIN_SHARE) * height


def _is_margin_text(key: str) -> bool:
    return _PAGE_NUMBER.fullmatch(key) is not None or _RUNNING_HEAD.match(key) is not None
