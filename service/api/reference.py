"""The API reference at /docs: Swagger UI from a package, so that no other host is asked for it."""

from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from service.api.security import REFERENCE_PATH

_ASSETS = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
_START = """SwaggerUIBundle({
  url: "/openapi.json", dom_id: "#reference", deepLinking: true, defaultModelsExpandDepth: 0,
  docExpansion: "list", tryItOutEnabled: true, validatorUrl: null,
});
"""
_PAGE = f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API Đôn Đốc</title>
<link rel="stylesheet" href="{REFERENCE_PATH}/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<noscript>Mô tả API ở dạng JSON: <a href="/openapi.json">/openapi.json</a></noscript>
<script src="{REFERENCE_PATH}/swagger-ui-bundle.js"></script>
<script src="{REFERENCE_PATH}/start.js"></script>
</body>
</html>
"""


def build_reference_router() -> APIRouter:
    """The reference page and its assets."""
    router = APIRouter(include_in_schema=False)

    @router.get(REFERENCE_PATH, response_class=HTMLResponse)
    def page() -> HTMLResponse:
        return HTMLResponse(_PAGE)

    @router.get(f"{REFERENCE_PATH}/start.js")
    def start() -> Response:
        return Response(_START, media_type="text/javascript")

    for name, media_type in _ASSETS.items():
        _add_asset(router, name, media_type)
    return router


def _add_asset(router: APIRouter, name: str, media_type: str) -> None:
    @router.get(f"{REFERENCE_PATH}/{name}", name=name)
    def asset() -> Response:
        content = (files("fastapi_offline") / "static" / name).read_bytes()
        return Response(content, media_type=media_type, headers={"Cache-Control": "private, max-age=86400"})
