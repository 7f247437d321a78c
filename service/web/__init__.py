"""The Vietnamese web pages: server-rendered, usable without script, better with it."""

from service.web.error_pages import busy_page, denied_page, stranger_page
from service.web.router import build_web_router

__all__ = ["build_web_router", "busy_page", "denied_page", "stranger_page"]
