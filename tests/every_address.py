"""Every address of the application asked, and every tool of its MCP server: what they tell to one person."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args

import anyio
from fastapi import FastAPI
from fastapi.routing import APIRoute
from mcp.client.client import Client
from pydantic import BaseModel
from starlette.routing import Route
from starlette.testclient import TestClient

from core.record import Record
from service.accounts.rights import Viewer, acting_as
from service.mcp_server import build_mcp_server
from service.office import Office


class Names(Record):
    """Names of one thing of each kind, to ask addresses for; what is missing is asked for by a name of nothing."""

    document: str = "0f1e2d3c4b5a6978"
    number: str = "1/XX-KHONG"
    task: str = "t0f1e2d3c4b5a"
    report: str = "r0f1e2d3c4b5a"
    evidence: int = 999
    token: str = "k0f1e2d3c4b5a"
    words: str = "khong co gi"
    file: bytes = b"khong co gi"


def routes_of(app: FastAPI) -> Iterator[tuple[str, str, Any]]:
    """Method, address and route of everything that the application answers."""

    def inside(routes: Any, prefix: str) -> Iterator[tuple[str, str, Any]]:
        for route in routes:
            if (router := getattr(route, "original_router", None)) is not None:
                yield from inside(router.routes, prefix + route.include_context.prefix)
            elif isinstance(route, Route | APIRoute):
                for method in sorted((route.methods or set()) - {"HEAD"}):
                    yield method, prefix + route.path, route

    return inside(app.routes, "")


def ask_all(client: TestClient, app: FastAPI, names: Names, *, changing: bool = False) -> dict[str, str]:
    """What every address says that is asked with these names; with `changing` also those that change something."""
    told = {}
    for method, address, route in routes_of(app):
        if (method == "GET") == changing or address == "/dang-xuat":
            continue
        path = _filled(address, names)
        query = _query(route, names)
        body = _body(route, names) if changing else {}
        if changing:
            body.pop("params", None)
        answer = client.request(method, path, params=query, **body)
        told[f"{method} {address}"] = _unnamed(_told(answer), names)
    return told


def ask_tools(office: Office, viewer: Viewer, names: Names) -> dict[str, str]:
    """What the MCP server tells this person, tool by tool and resource by resource."""

    async def run() -> dict[str, str]:
        told: dict[str, str] = {}
        async with Client(build_mcp_server(office)) as client:
            for tool in (await client.list_tools()).tools:
                for key in (names.document, names.number, None):
                    given = {
                        name: _value(name, str, names) if name != "key" else key or ""
                        for name in tool.input_schema.get("required", [])
                    }
                    if key is not None and "document" in tool.input_schema["properties"]:
                        given["document"] = key
                    result = await client.call_tool(tool.name, given)
                    told[f"{tool.name} {key}"] = _unnamed(_even(result.model_dump_json()), names)
            for uri in ("dondoc://documents", f"dondoc://documents/{names.document}/text"):
                try:
                    told[uri] = _unnamed((await client.read_resource(uri)).model_dump_json(), names)
                except Exception as error:  # noqa: BLE001 - what is told of it is what is looked at
                    told[uri] = _unnamed(_even(str(error)), names)
        return told

    with acting_as(viewer):
        return anyio.run(run)


_NO_ID = 999_999
_DOCUMENTS = {"doc", "document", "document_id", "key", "van_ban", "van-ban", "former", "new", "cu", "moi", "ma"}
_PERIOD = {"don-vi": "Văn phòng", "unit": "Văn phòng", "tu": "2025-01-01", "den": "2025-12-31"}
_ASKED = {"q", "question", "tim", "cau-hoi", "cau_hoi", "words", "phrase"}


def _filled(address: str, names: Names) -> str:
    def fill(match: re.Match[str]) -> str:
        return str(_value(match[1].partition(":")[0], str, names))

    return re.sub(r"\{([^}]+)\}", fill, address)


def _value(name: str, annotation: Any, names: Names) -> Any:
    kinds = [one for one in (annotation, *get_args(annotation)) if isinstance(one, type)]
    if name in _DOCUMENTS:
        return names.document
    if name in _ASKED:
        return names.words
    for kind in kinds:
        if issubclass(kind, Enum):
            return next(iter(kind)).value
        if issubclass(kind, date):
            return "2025-12-31"
    known: Mapping[str, Any] = {"task_id": names.task, "report_id": names.report, "evidence_id": names.evidence}
    known = {**known, **_PERIOD, "token": names.token, "kind": "docx", "name": "base.css", "rest": "khong-co"}
    known = {**known, "claim_id": "1", "login": "khong", "batch": names.task, "conversation_id": "khong"}
    if name in known:
        return known[name]
    if name.endswith("_id") or name == "number":
        return _NO_ID
    return 1 if int in kinds or bool in kinds or name.endswith("_no") else names.document


def _fields(parameters: Any) -> Iterator[tuple[str, Any, bool]]:
    """Name, kind and need of each value; those of a model are its fields."""
    for one in parameters:
        kind = one.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                yield field.alias or name, field.annotation, field.is_required()
        else:
            yield one.alias, kind, one.field_info.is_required()


def _query(route: Any, names: Names) -> dict[str, Any]:
    dependants = getattr(route, "dependant", None)
    if dependants is None:
        return {}
    every = [dependants, *dependants.dependencies]
    return {
        name: _value(name, kind, names)
        for dependant in every
        for name, kind, needed in _fields(dependant.query_params)
        if needed or name in _DOCUMENTS or name in _ASKED or name in _PERIOD
    }


def _body(route: Any, names: Names) -> dict[str, Any]:
    dependant = getattr(route, "dependant", None)
    parameters = dependant.body_params if dependant is not None else []
    if not parameters:
        return {}
    is_form = any(
        "Form" in type(one.field_info).__name__ or "File" in type(one.field_info).__name__ for one in parameters
    )
    values, files = {}, {}
    for name, kind, _ in _fields(parameters):
        if "UploadFile" in str(kind):
            files[name] = ("tep.txt", names.file, "text/plain")
        else:
            values[name] = _body_value(name, kind, names, is_form=is_form)
    return {"data": values, "files": files or None} if is_form else {"json": values}


def _body_value(name: str, kind: Any, names: Names, *, is_form: bool) -> Any:
    if name in ("ids", "nhiem_vu"):
        return [names.task]
    if name == "pairs":
        return [[names.task, names.task]]
    if not is_form and str(kind).startswith(("tuple", "list")):
        return []
    return _value(name, kind, names)


_ZIPPED = b"PK\x03\x04"
_PASSING = re.compile(
    r'\\*"(?:took_ms|conversation_id|asked_at|made_at)\\*":\s*\\*"?[\w.:+-]+\\*"?|"id":\s*\d+'
    r"|\d+(?:,\d+)? (?:ms|giây)|cuoc=\w+|upload-\w+|\d{2}:\d{2}(?::\d{2})?|DTSTAMP:\w+"
)
"""What is another at each asking, whatever is held."""


def _told(answer: Any) -> str:
    headers = [
        f"{name}: {answer.headers[name]}" for name in ("etag", "location", "content-type") if name in answer.headers
    ]
    return "\n".join([str(answer.status_code), *map(_even, headers), _even(_text(answer.content))])


def _text(content: bytes) -> str:
    """The content as text: of office files their parts, but for the one that tells when they were made."""
    if not content.startswith(_ZIPPED):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if not name.endswith("core.xml"))
        return "\n".join(name + archive.read(name).decode("utf-8", "replace") for name in names)


def _even(text: str) -> str:
    return _PASSING.sub("…", text)


def _unnamed(text: str, names: Names) -> str:
    """The text without the words and names that were asked with: an answer may say them again."""
    for name in (names.words, names.document, names.number, names.task, names.report, names.token):
        text = text.replace(name, "…")
    return text


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Where two askings differ, a few words around the first difference each."""
    found = {}
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, ""), after.get(name, "")
        if one != other:
            at = next(
                (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
            )
            found[name] = (one[max(0, at - 60) : at + 120], other[max(0, at - 60) : at + 120])
    return found


def telling(told: Mapping[str, str], secrets: tuple[str, ...]) -> dict[str, str]:
    """Where something that is to stay hidden is told."""
    return {name: secret for name, text in told.items() for secret in secrets if secret.casefold() in text.casefold()}
