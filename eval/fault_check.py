"""After the harm: every accepted file is there once, whole and findable, and no page was done twice."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import httpx
from sqlalchemy import Engine, text

from core.text import squeeze
from eval.fault_files import FaultFile
from eval.figures import Miss

_API = "/api/v1"
_UNFINISHED, _FAILED = {"queued", "reading", "paused"}, {"failed", "partial"}
_POLL_SECONDS = 1.0
_PAGE_LOG = "eval_page_log"


def keep_page_log(engine: Engine) -> None:
    """Has the database note, from now on, each time that a page is stored that could be read."""
    postgres = engine.dialect.name == "postgresql"
    note = f"INSERT INTO {_PAGE_LOG} VALUES (NEW.document_id, NEW.page_no)"
    when = "AFTER UPDATE OF fresh ON pages FOR EACH ROW WHEN (NEW.fresh IS NOT NULL AND NOT NEW.has_failed)"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS {_PAGE_LOG} (document_id TEXT, page_no INTEGER)"))
        if postgres:
            body = f"BEGIN {note}; RETURN NULL; END"
            connection.execute(
                text(f"CREATE FUNCTION note_page() RETURNS trigger LANGUAGE plpgsql AS $note$ {body} $note$")
            )
            connection.execute(text(f"CREATE TRIGGER note_page {when} EXECUTE FUNCTION note_page()"))
        else:
            connection.execute(text(f"CREATE TRIGGER IF NOT EXISTS note_page {when} BEGIN {note}; END"))


def pages_done_twice(engine: Engine) -> list[Miss]:
    """Pages that were stored more than once."""
    query = text(f"SELECT document_id, page_no, count(*) FROM {_PAGE_LOG} GROUP BY 1, 2 HAVING count(*) > 1")
    with engine.connect() as connection:
        return [
            Miss(data="pages", case=f"{row[0]} page {row[1]}", expected="stored once", got=f"{row[2]} times")
            for row in connection.execute(query)
        ]


def wait_until_read(address: str, *, seconds: float) -> None:
    """Returns when every document is read, pages too that failed for a fault of the machine and are tried again.

    Raises:
        TimeoutError: some still wait when the time is up. Those that failed are waited for, and left then.
    """
    end = time.monotonic() + seconds
    while True:
        statuses = Counter(document["status"] for document in _documents(address))
        if not (_UNFINISHED | _FAILED) & statuses.keys():
            return
        if time.monotonic() > end:
            if _UNFINISHED & statuses.keys():
                raise TimeoutError(f"documents are not finished: {dict(statuses)}")
            return
        time.sleep(_POLL_SECONDS)


def what_is_wrong(address: str, files: Sequence[FaultFile], accepted: Mapping[str, str]) -> list[Miss]:
    """Whatever is not as it must be: lost, doubled, unread or not found."""
    held = Counter(document["sha256"] for document in _documents(address))
    status = {document["sha256"]: document["status"] for document in _documents(address)}
    known = {file.sha256 for file in files}
    wrong = [
        Miss(data="documents", case=sha256, expected="once", got=f"{held[sha256]} times")
        for sha256 in accepted
        if held[sha256] != 1
    ]
    wrong += [Miss(data="documents", case=sha256, expected="not there", got="there") for sha256 in held.keys() - known]
    for file in files:
        if file.sha256 in accepted and held[file.sha256]:
            wrong += _faults_of(address, file, accepted[file.sha256], status[file.sha256])
    return wrong


def _faults_of(address: str, file: FaultFile, document_id: str, status: str) -> Iterator[Miss]:
    name = file.path.name
    if status != "ready":
        yield Miss(data="status", case=name, expected="ready", got=status)
        return
    shown = httpx.get(f"{address}{_API}/documents/{document_id}", timeout=60).json()
    for mark, page in zip(file.marks, shown["pages"], strict=False):
        if mark not in squeeze(page["text"]).replace(" ", ""):
            yield Miss(data="whole", case=name, expected=mark, got=page["text"][:80])
    if len(shown["pages"]) != len(file.marks):
        yield Miss(data="whole", case=name, expected=f"{len(file.marks)} pages", got=f"{len(shown['pages'])}")
    found = httpx.get(f"{address}{_API}/search", params={"q": f"hồ sơ mang mã {file.marks[0]}"}, timeout=60).json()
    ids = {result["document_id"] for result in found["passages"]}
    if document_id not in ids:
        yield Miss(data="search", case=name, expected="found", got=f"{len(ids)} other documents")


def _documents(address: str) -> list[dict[str, str]]:
    documents: list[dict[str, str]] = httpx.get(f"{address}{_API}/documents", timeout=120).json()["documents"]
    return documents
