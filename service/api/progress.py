"""Progress of a reading as server-sent events."""

import asyncio
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from core.errors import DondocError
from service.office import Office
from service.public_json import document_json
from service.records import FINISHED
from service.wording import describe_error

_POLL_SECONDS = 0.4
_QUIET_POLLS = 25
"""After so many polls without news a comment is sent, so that proxies keep the connection."""


async def follow(office: Office, document_id: str) -> AsyncIterator[str]:
    """Events of one document: `progress` for each change, `done` at the end, `error` when it is gone."""
    shown, quiet = "", 0
    while True:
        try:
            document = await run_in_threadpool(office.documents.find, document_id)
        except DondocError as error:
            yield _event("error", describe_error(error).model_dump_json())
            return
        record = document_json(document).model_dump_json()
        if document.status in FINISHED:
            yield _event("done", record)
            return
        if record != shown:
            shown, quiet = record, 0
            yield _event("progress", record)
        elif (quiet := quiet + 1) % _QUIET_POLLS == 0:
            yield ": reading\n\n"
        await asyncio.sleep(_POLL_SECONDS)


def _event(name: str, record: str) -> str:
    return f"event: {name}\ndata: {record}\n\n"
