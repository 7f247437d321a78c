"""Pages are read in processes of their own: one that crashes, hangs or bloats costs that page, never the service.

It also leaves the processor's one interpreter lock to whatever answers people. The children are kept and used again;
each gives way on the processor as the order says.
"""

import os
from functools import cache
from pathlib import Path

from pydantic import ConfigDict

from core.errors import DamagedFile, FileTooLarge, PageError, PageTimeout
from core.limits import Limits
from core.page import AskedMethod
from core.record import Record
from core.source import Source
from ingest.files.isolation import call_isolated
from ingest.reader import PageReading, ReadingTools, read_page
from ingest.reading import failed_page
from ingest.restore import Restorer
from ingest.scans.ocr import TesseractEngine

_POOL = "pages"
_PATIENCE, _ROOM = 4, 2
"""A child may take so many times the time of one engine's step, and of a parser's memory: it runs several for a page,
each within its own bounds."""

_TRIES = 2
"""A crash may be no fault of the page (the system was short of memory): it is tried once more."""


class PageOrder(Record):
    """A page to be read, and what its reading needs."""

    path: Path
    source: Source
    page_no: int
    method: AskedMethod | None
    limits: Limits
    libreoffice: str
    niceness: int


class ReadPage(PageReading):
    """A page as read, in a form that can be sent on."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


def read_apart(order: PageOrder) -> PageReading:
    """The page as read by a child; one that cannot be read, or that harms the child, comes back as failed."""
    limits = order.limits.model_copy(update={"parser_bytes": _ROOM * order.limits.parser_bytes})
    for _ in range(_TRIES):
        try:
            return call_isolated(
                read_here,
                order,
                limits=limits,
                where=order.source.file_name,
                seconds=_PATIENCE * limits.page_seconds,
                pool=_POOL,
            )
        except DamagedFile:
            continue
        except FileTooLarge:
            return failed_page(order.page_no, PageTimeout.code)
    return failed_page(order.page_no, PageError.code)


def read_here(order: PageOrder) -> ReadPage:
    """The page as read by this process, which is a child."""
    if os.getpriority(os.PRIO_PROCESS, 0) < order.niceness:
        os.setpriority(os.PRIO_PROCESS, 0, order.niceness)
    tools = _tools(order.limits.model_dump_json(), order.libreoffice)
    reading = read_page(order.path, order.source, order.page_no, tools=tools, method=order.method)
    return ReadPage(page=reading.page, image=reading.image)


@cache
def _tools(limits: str, libreoffice: str) -> ReadingTools:
    return ReadingTools(
        ocr=TesseractEngine(),
        limits=Limits.model_validate_json(limits),
        libreoffice=libreoffice,
        load_restorer=_restorer,
    )


@cache
def _restorer() -> Restorer:
    return Restorer.load()
