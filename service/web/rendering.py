"""Templates to responses: escaping is always on, and a name that is missing stops the page."""

from functools import cache, partial
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.accounts.rights import current_viewer
from service.precedence import stop_for_searches
from service.vietnamese_dates import show_date, show_moment
from service.web.languages import VIETNAMESE, chosen_language, load_translations, translate
from service.web.piece_markup import pieces_markup

TEMPLATES = Path(__file__).parent / "templates"
THEME_COOKIE = "giao-dien"
_THEMES = {"sang", "toi"}


class PageRenderer:
    """Makes pages from templates, in the language that the browser chose.

    Templates mark words with `_("…")`, `{% trans %}…{% endtrans %}`, and labels that come in variables with `|dich`.
    """

    def page(self, request: Request, template: str, *, status_code: int = 200, **context: object) -> HTMLResponse:
        """The page of `template`; `context` are the names that it uses."""
        stop_for_searches()
        theme, language = request.cookies.get(THEME_COOKIE, ""), chosen_language(request)
        markup = (
            _environment(language)
            .get_template(template)
            .render(
                path=request.url.path,
                page_address=_address(request),
                language=language,
                viewer=current_viewer(),
                theme=theme if theme in _THEMES else "",
                **context,
            )
        )
        return HTMLResponse(markup, status_code=status_code)


def compile_templates() -> None:
    """Afterwards no page in Vietnamese waits for its template, which takes a tenth of a second or more to compile."""
    environment = _environment(VIETNAMESE)
    for name in environment.list_templates():
        environment.get_template(name)


@cache
def _environment(language: str) -> Environment:
    """The templates in this language, compiled once in the life of the process."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    translations = load_translations(language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["dich"] = partial(translate, translations)
    environment.filters["chu_viet"] = pieces_markup
    environment.filters["ngay"] = show_date
    environment.filters["luc"] = show_moment
    return environment


def _address(request: Request) -> str:
    """Path and query of a page, to come back to; of an answer to a form only the path."""
    query = request.url.query if request.method == "GET" else ""
    return f"{request.url.path}?{query}" if query else request.url.path
