"""The Vietnamese web pages: server-rendered, usable without script, better with it."""

from service.web.error_pages import denied_page, stranger_page
from service.web.router import build_web_router

__all__ = ["build_web_router", "denied_page", "stranger_page"]
