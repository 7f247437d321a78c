"""Style sheet, scripts and icons, served from the package."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import FileResponse, Response

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
    def asset(name: str, if_none_match: Annotated[str | None, Header()] = None) -> Response:
        path = files.get(name)
        if path is None:
            raise NotFound("không có tệp này", where=name)
        response = FileResponse(path, media_type=_MEDIA_TYPES[path.suffix], headers=_HEADERS, stat_result=path.stat())
        tag = response.headers["etag"]
        return Response(status_code=304, headers={**_HEADERS, "ETag": tag}) if tag == if_none_match else response

    @router.get("/favicon.ico")
    def icon() -> FileResponse:
        return FileResponse(files["icon.svg"], media_type=_MEDIA_TYPES[".svg"], headers=_HEADERS)
