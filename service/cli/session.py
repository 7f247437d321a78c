"""Which settings and which office a command works with; the office is imported only by commands that need it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from core.errors import Busy
from service.settings import Settings

if TYPE_CHECKING:
    from service.office import Office


def settings_of(context: typer.Context, **chosen: Any) -> Settings:
    """The settings that the command was started with; `chosen` fields win over the environment.

    Raises:
        ConfigurationError: an unknown or unsafe setting.
    """
    return Settings(**{**(context.find_root().obj or {}), **chosen})


@contextmanager
def reading_office(context: typer.Context) -> Iterator["Office"]:
    """The office for commands that only look; a running server is not disturbed."""
    from service.office import open_office

    with open_office(settings_of(context), writer=False) as office:
        yield office


@contextmanager
def open_any_office(context: typer.Context) -> Iterator["Office"]:
    """The office as the one writer, or, when a server already is that, as its client."""
    from service.office import open_office

    settings = settings_of(context)
    try:
        office = open_office(settings, writer=True)
    except Busy:
        office = open_office(settings, writer=False)
    with office:
        yield office
