"""Every form in which tasks leave the register, by name; the libraries behind a form are loaded when it is written."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from core.task import Task
from service.records import DocumentRecord


class ExportForm(StrEnum):
    """A form of export; `NATIONAL` is a workbook with the columns of the national follow-up sheet."""

    XLSX = "xlsx"
    NATIONAL = "national"
    CSV = "csv"
    ICS = "ics"
    JSON = "json"


SUFFIX = {form: "xlsx" if form is ExportForm.NATIONAL else form.value for form in ExportForm}
MEDIA_TYPE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def write_tasks(form: ExportForm, tasks: Sequence[Task], documents: Sequence[DocumentRecord], path: Path) -> None:
    """Writes `tasks` to `path`."""
    _writer(form)(tasks, documents, path)


def _writer(form: ExportForm) -> Callable[[Sequence[Task], Sequence[DocumentRecord], Path], None]:
    if form is ExportForm.CSV:
        from service.tasks.export_csv import write_csv

        return write_csv
    if form is ExportForm.ICS:
        from service.tasks.export_ics import write_ics

        return write_ics
    if form is ExportForm.JSON:
        from service.tasks.export_json import write_json

        return write_json
    from service.tasks.export_xlsx import write_xlsx

    return partial(write_xlsx, is_national=form is ExportForm.NATIONAL)
