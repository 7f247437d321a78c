"""Files on their way in, and files on their way out."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from fastapi import UploadFile

from core.errors import FileTooLarge
from service.documents.room import fullness_told

_CHUNK_BYTES = 1 << 20

OWN_COPY = {"Vary": "Cookie, Authorization"}
"""Has a browser that several people share ask again when another one signed in."""


@contextmanager
def received(upload: UploadFile, folder: Path, *, most_bytes: int) -> Iterator[Path]:
    """The upload as a file in `folder`, for as long as the block lasts.

    Raises:
        FileTooLarge: more than `most_bytes`.
        Overloaded: the disk is full.
    """
    with fullness_told(), tempfile.NamedTemporaryFile(dir=folder, prefix="upload-") as stream:
        taken = 0
        while chunk := upload.file.read(_CHUNK_BYTES):
            taken += len(chunk)
            if taken > most_bytes:
                raise FileTooLarge(
                    f"tệp lớn quá {most_bytes} byte", where=upload.filename or "", advice="tách tệp rồi nộp từng phần"
                )
            stream.write(chunk)
        stream.flush()
        yield Path(stream.name)


@contextmanager
def scratch_file(folder: Path, suffix: str) -> Iterator[Path]:
    """A path to write to, gone after the block."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="out-") as name:
        yield Path(name) / f"out{suffix}"


def download(file_name: str) -> dict[str, str]:
    """Headers that have a browser save the response under `file_name`."""
    plain = Path(file_name).name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"}
