"""Tasks as CSV that Excel opens with the right letters: UTF-8 with a byte order mark, no cell read as a formula."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.task import Task
from service.records import DocumentRecord
from service.tasks.table_row import HEADINGS, rows_of, safe_text


def write_csv(tasks: Sequence[Task], documents: Sequence[DocumentRecord], path: Path) -> None:
    """Writes one line a task to `path`; dates as yyyy-mm-dd."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([heading.title for heading in HEADINGS])
        for row in rows_of(tasks, documents):
            writer.writerow([_cell(getattr(row, heading.field)) for heading in HEADINGS])


def _cell(value: str | int | date | None) -> str:
    if value is None:
        return ""
    return safe_text(value) if isinstance(value, str) else str(value)
