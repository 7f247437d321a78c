"""Which requests go into the audit trail, and as what."""

import re
from typing import Final

from service.accounts.policy import SIGN_IN_PATH
from service.accounts.rights import Right
from service.audit.records import Deed

_LOOKING: Final = frozenset({"GET", "HEAD"})
_PASSING: Final = re.compile(
    r"/(?:static/.*|healthz|readyz|metrics|ngon-ngu|giao-dien|docs.*|openapi\.json|favicon\.ico|tro-giup|dang-nhap/mot-lan(?:/roi)?)"
)
"""What holds nothing of the office."""
_ASKING: Final = re.compile(r"/(?:hoi-dap.*|api/v1/(?:ask.*|search))")
_TAKING: Final = re.compile(r".*(?:/original|/tep|/tai-ve|/file(?:\..*)?|\.(?:docx|pdf|xlsx|csv|ics|json))")
_DENIED: Final = frozenset({401, 403})


def deed_of(method: str, route: str, *, right: Right | None, status: int) -> Deed | None:
    """What a request was; None for what needs no record.

    Args:
        route: pattern of the route that answered.
        right: that the request needed.
        status: that it ended with.
    """
    if _PASSING.fullmatch(route):
        return None
    if status in _DENIED:
        return Deed.REFUSED
    if route == SIGN_IN_PATH:
        return Deed.SIGN_IN if method == "POST" else None
    if status >= 400:
        return None
    if _ASKING.fullmatch(route):
        return Deed.ASK
    if method in _LOOKING or right is Right.READ:
        return Deed.EXPORT if _TAKING.fullmatch(route) else Deed.SEE
    return Deed.CHANGE
