"""Arguments that several commands share, and how their text is understood."""

import re
from datetime import date
from typing import Annotated

import typer

from core.errors import InvalidInput

AsJson = Annotated[bool, typer.Option("--json", help="In một tài liệu JSON ra stdout.")]
DocumentKey = Annotated[str, typer.Argument(metavar="DOC", help="Mã, tiền tố của mã, hoặc số/ký hiệu (15/KH-CĐN).")]

_VIETNAMESE_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def parse_date(text: str, *, option: str) -> date:
    """The day that `text` names, as 2025-12-15 or 15/12/2025.

    Raises:
        InvalidInput: it names none.
    """
    match = _VIETNAMESE_DATE.fullmatch(text.strip())
    try:
        if match:
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(f"không phải ngày: {text}", where=option, advice="viết 2025-12-15 hoặc 15/12/2025") from None


def parse_optional_date(text: str | None, *, option: str) -> date | None:
    """As `parse_date`; None stays None."""
    return None if text is None else parse_date(text, option=option)
