"""A ZIP archive of documents, taken apart into a folder; nothing is written under a name that the archive chose."""

import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from core.errors import DamagedFile, EmptyFile, EncryptedFile, FileTooLarge, IntakeError
from core.limits import Limits

_CHUNK_BYTES = 1 << 20
_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800
_RATIO_FREE_BYTES = 4 * 1024 * 1024
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class UnpackedMember(NamedTuple):
    """A file of an archive: where it now lies, or why it could not be unpacked."""

    name: str
    path: Path | None
    error: IntakeError | None = None


def unpack_archive(path: Path, folder: Path, *, limits: Limits, where: str) -> Iterator[UnpackedMember]:
    """The files of the archive at `path`, one by one; those that cannot be unpacked come with the reason.

    Raises:
        DamagedFile: the archive itself cannot be read.
        EmptyFile: there is no file in it.
        FileTooLarge: it has too many files, or they are too large together.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir() and not _is_junk(member)]
            _check(members, path.stat().st_size, limits, where)
            for number, member in enumerate(members):
                yield _unpack(archive, member, folder / f"{number:05}", limits)
    except _DAMAGE as exc:
        raise DamagedFile(
            "the archive is cut short or malformed", where=where, advice="copy it again from where it came"
        ) from exc


def _check(members: list[zipfile.ZipInfo], packed_bytes: int, limits: Limits, where: str) -> None:
    if not members:
        raise EmptyFile("tệp nén không có tệp nào", where=where, advice="nén lại rồi nộp")
    if len(members) > limits.members:
        raise FileTooLarge(
            f"tệp nén có {len(members)} tệp, quá {limits.members} tệp", where=where, advice="chia ra nhiều tệp nén"
        )
    unpacked_bytes = sum(member.file_size for member in members)
    is_bomb = unpacked_bytes > _RATIO_FREE_BYTES and unpacked_bytes > limits.unpacked_ratio * packed_bytes
    if unpacked_bytes > limits.unpacked_bytes or is_bomb:
        raise FileTooLarge(
            f"tệp nén bung ra {unpacked_bytes} byte, quá giới hạn", where=where, advice="chia ra nhiều tệp nén"
        )


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, limits: Limits) -> UnpackedMember:
    name = _shown_name(member)
    if member.flag_bits & _ENCRYPTED_FLAG:
        locked = EncryptedFile("tệp này trong tệp nén có mật khẩu", where=name, advice="nén lại không đặt mật khẩu")
        return UnpackedMember(name, None, locked)
    if member.file_size > limits.file_bytes:
        large = FileTooLarge(
            f"tệp có {member.file_size} byte, quá {limits.file_bytes} byte", where=name, advice="tách tệp"
        )
        return UnpackedMember(name, None, large)
    try:
        with archive.open(member) as packed, target.open("wb") as out:
            while chunk := packed.read(_CHUNK_BYTES):
                out.write(chunk)
    except _DAMAGE:
        damaged = DamagedFile("tệp này trong tệp nén bị hỏng", where=name, advice="nén lại rồi nộp")
        return UnpackedMember(name, None, damaged)
    return UnpackedMember(name, target)


def _shown_name(member: zipfile.ZipInfo) -> str:
    """The member's name; older programs wrote UTF-8 or the Vietnamese code page without saying so."""
    name = member.filename
    if not member.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", "ignore")
        for encoding in ("utf-8", "cp1258"):
            try:
                return unicodedata.normalize("NFC", raw.decode(encoding))
            except UnicodeDecodeError:
                continue
    return name


def _is_junk(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith(_JUNK[0]) or member.filename.rsplit("/", 1)[-1] in _JUNK
