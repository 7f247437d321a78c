"""How commands speak: one JSON document or readable text on stdout, everything else on stderr."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from core.errors import DondocError
from service.wording import describe_error

_log = Console(stderr=True, highlight=False)


def print_json(value: BaseModel | Sequence[BaseModel] | dict[str, Any]) -> None:
    """Writes `value` to stdout as one JSON document, in the names that ARCHITECTURE promises."""
    if isinstance(value, BaseModel):
        text = value.model_dump_json(indent=2)
    elif isinstance(value, dict):
        text = json.dumps(_plain(value), ensure_ascii=False, indent=2)
    else:
        text = json.dumps([_plain(item) for item in value], ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")


def print_text(text: str) -> None:
    """Writes plain text to stdout exactly as it is: document text never becomes markup or colour."""
    sys.stdout.write(text + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Writes a table to stdout, as wide as the terminal (or 120 columns into a file)."""
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 120)
    table = Table(show_edge=False, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def log(text: str) -> None:
    """Writes a line to stderr."""
    _log.print(text, markup=False, soft_wrap=True)


def log_console() -> Console:
    """The console on stderr, for progress bars."""
    return _log


@contextmanager
def working(what: str) -> Iterator[None]:
    """Shows on stderr, when people watch it, that `what` is under way."""
    with _log.status(what):
        yield


@contextmanager
def reported_errors(as_json: bool) -> Iterator[None]:
    """Turns an error of ours into three readable parts (or a JSON error document) and exit code 1."""
    try:
        yield
    except DondocError as error:
        wording = describe_error(error)
        if as_json:
            print_json({"error": wording})
        else:
            log(f"Lỗi ({wording.code}): " + ": ".join(part for part in (wording.where, wording.what) if part))
            if wording.advice:
                log(f"  → {wording.advice}")
        raise typer.Exit(1) from error


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
