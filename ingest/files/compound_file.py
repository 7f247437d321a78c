"""OLE compound files: which of the old binary office formats one is, and whether it is locked.

Source: [MS-DOC] 2.5.2 (FibBase: fEncrypted), [MS-XLS] 2.4.117 (FilePass), [MS-OFFCRYPTO] 2.3 (EncryptedPackage).
"""

from pathlib import Path

import olefile

from core.errors import DamagedFile, EncryptedFile, UnsupportedFile
from core.limits import Limits
from core.record import Record
from core.source import MediaType
from ingest.files.isolation import call_isolated

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("WordDocument", MediaType.DOC),
    ("Workbook", MediaType.XLS),
    ("Book", MediaType.XLS),
    ("PowerPoint Document", MediaType.PPT),
    ("__properties_version1.0", MediaType.OUTLOOK),
)
_FLAGS_AT, _ENCRYPTED_BIT = 10, 0x0100
_FILE_PASS, _GLOBALS_BYTES = 0x2F, 8192


class CompoundRequest(Record):
    path: str
    where: str


class CompoundType(Record):
    media_type: MediaType


def tell_compound_type(path: Path, *, limits: Limits, where: str) -> MediaType:
    """The kind of the compound file at `path`.

    Raises:
        EncryptedFile: it is locked with a password.
        UnsupportedFile: a kind that is not read.
        DamagedFile: it is cut short or malformed.
    """
    request = CompoundRequest(path=str(path.resolve()), where=where)
    return call_isolated(look_into_compound, request, limits=limits, where=where).media_type


def look_into_compound(request: CompoundRequest) -> CompoundType:
    """As `tell_compound_type`; runs in the isolated process."""
    where = request.where
    try:
        with olefile.OleFileIO(request.path) as ole:
            found = next(((stream, kind) for stream, kind in _STREAMS if ole.exists(stream)), None)
            if ole.exists("EncryptedPackage") or (found is not None and _is_locked(ole, *found)):
                raise EncryptedFile(
                    "the document is locked with a password", where=where, advice="save it without a password"
                )
    except (OSError, ValueError, IndexError) as exc:
        raise DamagedFile(
            "the file is cut short or malformed", where=where, advice="copy it again from where it came"
        ) from exc
    if found is None:
        raise UnsupportedFile(
            "a compound file of a kind that is not read", where=where, advice="save it as DOCX, XLSX or PDF"
        )
    return CompoundType(media_type=found[1])


def _is_locked(ole: olefile.OleFileIO, stream: str, media_type: MediaType) -> bool:
    content = ole.openstream(stream).read(_GLOBALS_BYTES)
    if media_type is MediaType.DOC:
        return bool(int.from_bytes(content[_FLAGS_AT : _FLAGS_AT + 2], "little") & _ENCRYPTED_BIT)
    if media_type is not MediaType.XLS:
        return False
    at = 0
    while at + 4 <= len(content):
        kind, length = (int.from_bytes(content[at + step : at + step + 2], "little") for step in (0, 2))
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False
