"""Which right an address needs. What is not named here needs READ to look at and WRITE to change."""

import re
from typing import Final

from service.accounts.rights import Right

SIGN_IN_PATH: Final = "/dang-nhap"
SIGN_ON_PATH: Final = f"{SIGN_IN_PATH}/mot-lan"
SIGN_ON_RETURN_PATH: Final = f"{SIGN_ON_PATH}/ve"
API_PREFIX: Final = "/api/"
_LOOKING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN: Final = re.compile(
    r"/(?:static/.*|dang-nhap(?:/mot-lan(?:/ve|/roi)?)?|ngon-ngu|giao-dien|healthz|readyz|lich/[^/]+\.ics|favicon\.ico)"
)
"""Open to everyone: what the sign-in page needs, whether the program lives, calendars (their address is a secret)."""
_OBSERVED: Final = re.compile(r"/metrics")
_ADMIN: Final = re.compile(
    r"/(?:quan-tri(?:/.*)?|bao-cao/don-vi(?:/.*)?|nhiem-vu/(?:don-vi-toi|chuoi-bao-cao)(?:/.*)?)"
)
_ASKING: Final = re.compile(
    r"/(?:hoi-dap(?:/.*)?|dang-xuat|tim-kiem|bao-cao/the-thuc"
    r"|api/v1/(?:ask(?:/.*)?|search|deadline|restore|check-format|questions/.*|conversations(?:/.*)?))"
)
"""Changed by POST, and yet no more than a question: nothing of the office becomes another by it."""


def needed_right(method: str, path: str) -> Right | None:
    """The right that a request needs; None when everyone may make it."""
    if _OPEN.fullmatch(path):
        return None
    if _OBSERVED.fullmatch(path):
        return Right.OBSERVE
    if _ADMIN.fullmatch(path) and (method not in _LOOKING or path.startswith("/quan-tri")):
        return Right.ADMIN
    if method in _LOOKING or _ASKING.fullmatch(path):
        return Right.READ
    return Right.WRITE
