"""Style sheet, scripts and icons, served from the package."""

from collections.abc import Mapping
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from core.errors import NotFound

STATIC = Path(__file__).parent / "static"
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_HEADERS = {"Cache-Control": "no-cache"}


def add_assets(router: APIRouter) -> None:
    """Serves each file of the static folder by its name, and nothing else."""
    files: Mapping[str, Path] = {path.name: path for path in STATIC.iterdir() if path.suffix in _MEDIA_TYPES}

    @router.get("/static/{name}")
    def asset(name: str) -> FileResponse:
        path = files.get(name)
        if path is None:
            raise NotFound("không có tệp này", where=name)
        return FileResponse(path, media_type=_MEDIA_TYPES[path.suffix], headers=_HEADERS)

    @router.get("/favicon.ico")
    def icon() -> FileResponse:
        return FileResponse(files["icon.svg"], media_type=_MEDIA_TYPES[".svg"], headers=_HEADERS)
