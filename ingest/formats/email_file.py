"""An e-mail as one page (who wrote to whom, when, about what, the letter, the names of what is attached), and its
attachments as files."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from core.errors import DamagedFile
from core.limits import Limits
from ingest.formats.html_pages import decode_html, html_page
from ingest.formats.plain_text import decode_bytes
from ingest.formats.raw_page import RawPage
from ingest.text_layers.legacy_stretches import unified_page

_SHOWN_HEADERS = (("From", "Từ"), ("To", "Đến"), ("Cc", "Đồng kính gửi"), ("Date", "Ngày gửi"), ("Subject", "Tiêu đề"))
_VIETNAM = timezone(timedelta(hours=7))
_FEWEST_CHARACTERS = 20
_DECORATION_BYTES = 100_000
"""A picture that the letter itself shows and that is smaller than this is a logo or a signature, no document."""

_EXTENSIONS = {"text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml", "application/pdf": ".pdf"}


class Attachment(NamedTuple):
    """A file attached to an e-mail, under the name that the sender gave it."""

    name: str
    content: bytes


def read_email_pages(path: Path, *, limits: Limits, where: str) -> tuple[RawPage, ...]:
    """The page of the e-mail at `path`."""
    return (email_page(parse_email(path.read_bytes()), where=where),)


def parse_email(content: bytes) -> EmailMessage:
    """The message that `content` is."""
    return BytesParser(policy=policy.default).parsebytes(content)


def email_page(message: EmailMessage, *, where: str) -> RawPage:
    """Headers, body and names of attachments.

    Raises:
        DamagedFile: neither header nor body in it.
    """
    headers = "".join(f"{label}: {value}\n" for name, label in _SHOWN_HEADERS if (value := _header(message, name)))
    body = _body(message, where)
    names = "; ".join(attachment.name for attachment in attachments_of(message))
    tail = f"\n\nTệp kèm theo: {names}" if names else ""
    if not headers and not body.text.strip():
        raise DamagedFile("the e-mail is empty or malformed", where=where, advice="save it again from the mail program")
    return RawPage(
        text=f"{headers}\n{body.text.strip()}{tail}",
        text_as_read=f"{headers}\n{body.text_as_read.strip()}{tail}",
        encodings=body.encodings,
    )


def attachments_of(message: EmailMessage) -> Iterator[Attachment]:
    """The attached files, in order; attached messages are files too, pictures that only adorn the letter are not."""
    shown = set(re.findall(r"cid:([^\"'\s>]+)", _html_source(message) or ""))
    for part in _loose_parts(message):
        content_id = str(part.get("Content-ID", "")).strip("<> ")
        content = _content(part)
        is_decoration = content_id in shown and part.get_content_maintype() == "image"
        if content and not (is_decoration and len(content) < _DECORATION_BYTES):
            yield Attachment(_name(part), content)


def _loose_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Parts that are not the letter itself."""
    bodies = [body for body in (_part(message, "plain"), _part(message, "html")) if body is not None]
    if not message.is_multipart():
        if message not in bodies:
            yield message
        return
    stack = list(message.iter_parts())
    while stack:
        part = stack.pop(0)
        if part.get_content_type() != "message/rfc822" and part.is_multipart():
            stack = [*part.iter_parts(), *stack]
        elif part not in bodies and isinstance(part, EmailMessage):
            yield part


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = " ".join(str(message.get(name, "")).split())
        return _vietnamese_time(parsedate_to_datetime(value)) if name == "Date" and value else value
    except (ValueError, TypeError, AttributeError, IndexError):
        return ""


def _vietnamese_time(moment: datetime) -> str:
    """Day and time in Viet Nam; as written where the sender named no zone."""
    local = moment if moment.tzinfo is None else moment.astimezone(_VIETNAM)
    return f"{local:%d/%m/%Y %H:%M}"


def _body(message: EmailMessage, where: str) -> RawPage:
    plain, source = _part(message, "plain"), _html_source(message)
    text = "" if plain is None else decode_part(plain)
    if len(text.strip()) < _FEWEST_CHARACTERS and source:
        return html_page(source, where=where)
    return unified_page(text)


def _html_source(message: EmailMessage) -> str | None:
    part = _part(message, "html")
    return None if part is None else (decode_part(part) or decode_html(_content(part)))


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    part = message.get_body(preferencelist=(kind,))
    return part if isinstance(part, EmailMessage) else None


def decode_part(part: EmailMessage) -> str:
    """Text of a part in the character set that it names, else as text files are decoded."""
    content = _content(part)
    charset = part.get_content_charset() or ""
    try:
        return content.decode(charset) if charset not in ("", "us-ascii") else decode_bytes(content) or ""
    except (LookupError, UnicodeDecodeError):
        return decode_bytes(content) or ""


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: EmailMessage) -> str:
    name = part.get_filename()
    if name:
        return str(name)
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    subject = first.get("Subject") if isinstance(first, EmailMessage) else None
    return f"{subject or 'tệp kèm theo'}{_EXTENSIONS.get(part.get_content_type(), '')}"
