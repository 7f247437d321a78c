"""Numbers in addresses."""

from typing import Annotated, Final

from fastapi import Path

_LARGEST: Final = 2**31 - 1
"""The largest that every database takes for a number of its own."""

RowNumber = Annotated[int, Path(ge=1, le=_LARGEST)]
