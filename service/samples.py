"""The sample directives that a new office starts with."""

from pathlib import Path


def sample_files(folder: Path) -> tuple[Path, ...]:
    """Files of `folder` in the order of their names; hidden ones and folders are left out; none if it is missing."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")))
