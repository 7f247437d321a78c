"""Old binary and OpenDocument office files, converted by LibreOffice to formats whose structure is read.

Each conversion is a process group of its own with bounded time, memory and file size, a user profile of its own that
forbids macros and links, no network, and an environment without our settings. See docs/adr/0078, docs/adr/0164.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from core.errors import ConverterMissing, DamagedFile, FileTooLarge
from core.limits import Limits
from core.source import MediaType
from ingest.files import no_network
from ingest.files.isolation import plain_environment

LIBREOFFICE = "soffice"
"""Name of the program where nothing else is set: it is looked for on PATH."""


class _Conversion(NamedTuple):
    """How a kind of file is converted: its usual ending, the kind it becomes, and the ending of that."""

    suffix: str
    becomes: MediaType
    target: str


_CONVERSIONS = {
    MediaType.DOC: _Conversion("doc", MediaType.DOCX, "docx"),
    MediaType.RTF: _Conversion("rtf", MediaType.DOCX, "docx"),
    MediaType.ODT: _Conversion("odt", MediaType.DOCX, "docx"),
    MediaType.XLS: _Conversion("xls", MediaType.XLSX, "xlsx"),
    MediaType.ODS: _Conversion("ods", MediaType.XLSX, "xlsx"),
    MediaType.PPT: _Conversion("ppt", MediaType.PPTX, "pptx"),
    MediaType.ODP: _Conversion("odp", MediaType.PPTX, "pptx"),
}
_WITHOUT_NETWORK = (sys.executable, "-I", no_network.__file__)
_BOUNDED = ("/bin/sh", "-c", 'ulimit -c 0; ulimit -v "$1"; ulimit -f "$2"; shift 2; exec "$@"', "sh")
"""Runs a command with bounded memory (KiB) and file size (blocks); safe to start from a process with threads."""

_FILE_BLOCK_BYTES = 512
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Calc/Formula/Load", "ODFRecalcMode", "1"),
)
_DEAD_PROXY = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
    ("ooInetFTPProxyName", "127.0.0.1"),
    ("ooInetFTPProxyPort", "9"),
    ("ooInetNoProxy", ""),
)


def is_converted(media_type: MediaType) -> bool:
    """Files of this kind are converted before they are read."""
    return media_type in _CONVERSIONS


def converted_type(media_type: MediaType) -> MediaType:
    """The kind that a file of `media_type` becomes."""
    return _CONVERSIONS[media_type].becomes


@contextmanager
def converted_file(path: Path, media_type: MediaType, *, program: str, limits: Limits, where: str) -> Iterator[Path]:
    """The file at `path` in the kind that it becomes, for as long as the block lasts.

    Raises:
        ConverterMissing: there is no such program.
        FileTooLarge: it takes too long.
        DamagedFile: LibreOffice cannot convert it.
    """
    conversion = _CONVERSIONS[media_type]
    with _convert(path, conversion, program=program, limits=limits, where=where) as made:
        yield made


def write_pdf(word: Path, path: Path, *, program: str, limits: Limits) -> None:
    """Writes the Word file `word` as PDF to `path`.

    Raises:
        ConverterMissing: there is no such program.
        FileTooLarge: it takes too long.
        DamagedFile: LibreOffice cannot convert it.
    """
    conversion = _Conversion("docx", MediaType.PDF, "pdf")
    with _convert(word, conversion, program=program, limits=limits, where=word.name) as made:
        shutil.copyfile(made, path)


@contextmanager
def _convert(path: Path, conversion: _Conversion, *, program: str, limits: Limits, where: str) -> Iterator[Path]:
    soffice = find_program(program)
    if soffice is None:
        raise ConverterMissing("no LibreOffice to convert it with", where=where, advice="install LibreOffice")
    with tempfile.TemporaryDirectory(prefix="dondoc-office-") as name:
        folder = Path(name)
        given = folder / f"given.{conversion.suffix}"
        shutil.copyfile(path, given)
        _write_profile(folder / "profile")
        _run(_command(soffice, folder, conversion.target, given), folder, limits, where)
        made = folder / "made" / f"given.{conversion.target}"
        if not made.is_file() or made.stat().st_size == 0:
            raise DamagedFile(
                "LibreOffice cannot convert the file", where=where, advice="open it in its program and save it again"
            )
        yield made


def find_program(program: str) -> str | None:
    """Path of the program, by name on PATH or by its own path; None when there is none that can be run."""
    return shutil.which(program)


def _command(soffice: str, folder: Path, target: str, given: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    return [
        *_WITHOUT_NETWORK,
        soffice,
        profile,
        *options,
        "--convert-to",
        target,
        "--outdir",
        str(folder / "made"),
        str(given),
    ]


def _run(command: list[str], folder: Path, limits: Limits, where: str) -> None:
    """Runs the conversion; whatever it started is gone afterwards, with it or without."""

    environment = plain_environment() | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_DISABLE_JAVA": "1"}
    bounds = [str(limits.parser_bytes // 1024), str(limits.unpacked_bytes // _FILE_BLOCK_BYTES)]
    process = subprocess.Popen(
        [*_BOUNDED, *bounds, *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=limits.conversion_seconds)
    except subprocess.TimeoutExpired as exc:
        raise FileTooLarge(
            f"LibreOffice chưa chuyển xong tệp sau {limits.conversion_seconds:.0f} giây nên đã dừng",
            where=where,
            advice="lưu tệp thành DOCX, XLSX hoặc PDF rồi nộp lại",
        ) from exc
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _write_profile(profile: Path) -> None:
    """A fresh profile: no macros, no active content, no links followed, every proxy a dead one."""
    items = [_item(f"org.openoffice.Office.{node}", name, value) for node, name, value in _SETTINGS]
    items += [_item("org.openoffice.Inet/Settings", name, value) for name, value in _DEAD_PROXY]
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        + "".join(items)
        + "</oor:items>\n",
        encoding="utf-8",
    )


def _item(path: str, name: str, value: str) -> str:
    return f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
