"""Who acts: a name that people give once and the browser remembers, until there are accounts."""

from urllib.parse import quote, unquote

from fastapi import Request, Response

from service.accounts.rights import signature

ACTOR_COOKIE = "nguoi-thuc-hien"
_A_YEAR_SECONDS = 365 * 24 * 3600
_LONGEST_CHARACTERS = 120


def known_actor(request: Request) -> str:
    """Who is signed in, else the name that this browser gave last; "" when it gave none."""
    return signature(_remembered(request))


def _remembered(request: Request) -> str:
    return unquote(request.cookies.get(ACTOR_COOKIE, ""))[:_LONGEST_CHARACTERS]


def remember_actor(response: Response, name: str) -> None:
    """Has the browser keep the name for the next form; scripts cannot read it."""
    response.set_cookie(
        ACTOR_COOKIE, quote(name[:_LONGEST_CHARACTERS]), max_age=_A_YEAR_SECONDS, httponly=True, samesite="strict"
    )
