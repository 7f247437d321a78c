"""An Outlook message (.msg) as the e-mail that it is, so that one reader serves both.

A .msg file is an OLE compound file: each property of the message is a stream named by its number and type, attachments
and recipients are storages of their own.

Source: [MS-OXMSG] Outlook Item (.msg) File Format, 2.1 to 2.3; [MS-OXPROPS] for the numbers.
"""

import mimetypes
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import olefile

from core.errors import DamagedFile
from core.limits import Limits
from ingest.formats.email_file import email_page, parse_email
from ingest.formats.raw_page import RawPage

_SUBJECT, _BODY, _HTML, _SENDER_NAME = "0037", "1000", "1013", "0C1A"
_SENDER_ADDRESS, _SENDER_SMTP, _TO, _CC = "0C1F", "5D01", "0E04", "0E03"
_ATTACHED_DATA, _LONG_NAME, _SHORT_NAME, _CONTENT_ID = "3701", "3707", "3704", "3712"
_SUBMIT_TIME, _DELIVERY_TIME = 0x00390040, 0x0E060040
_UNICODE, _EIGHT_BIT, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_TOP_HEADER_BYTES, _INNER_HEADER_BYTES, _PROPERTY_BYTES = 32, 24, 16
_MOST_DEPTH = 5


def read_outlook_pages(path: Path, *, limits: Limits, where: str) -> tuple[RawPage, ...]:
    """The page of the message at `path`.

    Raises:
        DamagedFile: it is cut short or malformed.
    """
    return (email_page(read_outlook_message(path, where=where), where=where),)


def read_outlook_message(path: Path, *, where: str) -> EmailMessage:
    """The message with its attachments.

    Raises:
        DamagedFile: it is cut short or malformed.
    """
    try:
        with olefile.OleFileIO(str(path)) as ole:
            return parse_email(bytes(_message(ole, [], 0)))
    except (OSError, ValueError, IndexError, KeyError) as exc:
        raise DamagedFile(
            "the Outlook message is cut short or malformed", where=where, advice="save it again from Outlook"
        ) from exc


def _message(ole: olefile.OleFileIO, folder: list[str], depth: int) -> EmailMessage:
    message = EmailMessage()
    sender, address = _text(ole, folder, _SENDER_NAME), _text(ole, folder, _SENDER_SMTP)
    address = address or _text(ole, folder, _SENDER_ADDRESS)
    _set(message, "From", f"{sender} <{address}>" if "@" in address else sender)
    _set(message, "To", _text(ole, folder, _TO))
    _set(message, "Cc", _text(ole, folder, _CC))
    _set(message, "Subject", _text(ole, folder, _SUBJECT))
    sent = _time(ole, folder)
    _set(message, "Date", format_datetime(sent) if sent else "")
    html = _bytes(ole, folder, _HTML, _BINARY) or _text(ole, folder, _HTML).encode()
    message.set_content(_text(ole, folder, _BODY))
    if html:
        message.add_alternative(html, maintype="text", subtype="html")
    for name in _storages(ole, folder, "__attach_version1.0_"):
        _attach(message, ole, [*folder, name], depth)
    return message


def _attach(message: EmailMessage, ole: olefile.OleFileIO, folder: list[str], depth: int) -> None:
    name = _text(ole, folder, _LONG_NAME) or _text(ole, folder, _SHORT_NAME) or "tệp kèm theo"
    inner = [*folder, f"__substg1.0_{_ATTACHED_DATA}{_STORAGE}"]
    if ole.exists(inner) and ole.exists([*inner, "__properties_version1.0"]):
        if depth < _MOST_DEPTH:
            message.add_attachment(_message(ole, inner, depth + 1), filename=f"{name}.eml")
        return
    content = _bytes(ole, folder, _ATTACHED_DATA, _BINARY)
    maintype, _, subtype = (mimetypes.guess_type(name)[0] or "application/octet-stream").partition("/")
    if maintype in ("text", "message", "multipart"):
        maintype, subtype = "application", "octet-stream"
    content_id = _text(ole, folder, _CONTENT_ID)
    message.add_attachment(
        content, maintype=maintype, subtype=subtype, filename=name, cid=f"<{content_id}>" if content_id else None
    )


def _storages(ole: olefile.OleFileIO, folder: list[str], prefix: str) -> list[str]:
    """Names of the storages directly in `folder` that begin with `prefix`, in order."""
    depth = len(folder)
    entries = ole.listdir(streams=False, storages=True)
    return sorted(
        {
            path[depth]
            for path in entries
            if path[:depth] == folder and len(path) == depth + 1 and path[depth].startswith(prefix)
        }
    )


def _text(ole: olefile.OleFileIO, folder: list[str], number: str) -> str:
    content = _bytes(ole, folder, number, _UNICODE)
    if content:
        return content.decode("utf-16-le", "replace").rstrip("\x00")
    return _bytes(ole, folder, number, _EIGHT_BIT).decode("cp1258", "replace").rstrip("\x00")


def _bytes(ole: olefile.OleFileIO, folder: list[str], number: str, kind: str) -> bytes:
    stream = [*folder, f"__substg1.0_{number}{kind}"]
    return ole.openstream(stream).read() if ole.exists(stream) else b""


def _time(ole: olefile.OleFileIO, folder: list[str]) -> datetime | None:
    """When the message was sent: a FILETIME (100 ns since 1601) among the properties of fixed length."""
    content = ole.openstream([*folder, "__properties_version1.0"]).read()
    start = _INNER_HEADER_BYTES if folder else _TOP_HEADER_BYTES
    found: dict[int, int] = {}
    for at in range(start, len(content) - _PROPERTY_BYTES + 1, _PROPERTY_BYTES):
        found[int.from_bytes(content[at : at + 4], "little")] = int.from_bytes(content[at + 8 : at + 16], "little")
    ticks = found.get(_SUBMIT_TIME) or found.get(_DELIVERY_TIME) or 0
    return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10) if ticks else None


def _set(message: EmailMessage, name: str, value: str) -> None:
    value = " ".join(value.split())
    if value:
        message[name] = value
