"""What an office may change while it works: safe to change, kept with its history."""

from datetime import datetime

from pydantic import Field

from core.record import Record
from service.settings import Settings

READING_DEFAULT = 0
"""Says of a number of readers: as the settings have it."""


class Preferences(Record):
    """Choices of the office.

    Attributes:
        report_unit: the unit that a report is drafted for unless another is chosen; "" for none.
        rows_a_page: rows of a table before it is cut into pages.
        reading_workers, reading_documents: pages, and documents, read at the same time from the next start on;
            `READING_DEFAULT` for what the settings say.
    """

    report_unit: str = Field(default="", max_length=500)
    rows_a_page: int = Field(default=50, ge=10, le=200)
    reading_workers: int = Field(default=READING_DEFAULT, ge=0, le=64)
    reading_documents: int = Field(default=READING_DEFAULT, ge=0, le=64)


class PreferenceChange(Record):
    """One change of a choice: who made it, when (UTC), from what to what; `name` is the field."""

    name: str
    before: str
    after: str
    changed_at: datetime
    changed_by: str


def with_preferences(settings: Settings, chosen: Preferences) -> Settings:
    """`settings` as the office chose them."""
    numbers = {"reading_workers": chosen.reading_workers, "reading_documents": chosen.reading_documents}
    return settings.model_copy(update={name: number for name, number in numbers.items() if number != READING_DEFAULT})
