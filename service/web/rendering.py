"""Templates to responses: escaping is always on, and a name that is missing stops the page."""

from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.vietnamese_dates import show_date, show_moment

TEMPLATES = Path(__file__).parent / "templates"
THEME_COOKIE = "giao-dien"
_THEMES = {"sang", "toi"}


class PageRenderer:
    """Makes pages from templates."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["ngay"] = show_date
        self._environment.filters["luc"] = show_moment

    def page(self, request: Request, template: str, *, status_code: int = 200, **context: object) -> HTMLResponse:
        """The page of `template`; `context` are the names that it uses."""
        theme = request.cookies.get(THEME_COOKIE, "")
        markup = self._environment.get_template(template).render(
            path=request.url.path, theme=theme if theme in _THEMES else "", **context
        )
        return HTMLResponse(markup, status_code=status_code)
