"""Which settings and which office a command works with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from core.errors import Busy
from service.office import Office, open_office
from service.settings import Settings


def settings_of(context: typer.Context, **chosen: Any) -> Settings:
    """The settings that the command was started with; `chosen` fields win over the environment.

    Raises:
        ConfigurationError: an unknown or unsafe setting.
    """
    return Settings(**{**(context.find_root().obj or {}), **chosen})


@contextmanager
def reading_office(context: typer.Context) -> Iterator[Office]:
    """The office for commands that only look; a running server is not disturbed."""
    with open_office(settings_of(context), writer=False) as office:
        yield office


@contextmanager
def open_any_office(context: typer.Context) -> Iterator[Office]:
    """The office as the one writer, or, when a server already is that, as its client."""
    settings = settings_of(context)
    try:
        office = open_office(settings, writer=True)
    except Busy:
        office = open_office(settings, writer=False)
    with office:
        yield office
