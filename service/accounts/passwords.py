"""Passwords: how they are kept, and which are too easy to guess."""

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InvalidInput

SHORTEST: Final = 10
LONGEST: Final = 256
_EASY: Final = frozenset({"matkhau123", "password123", "1234567890", "0123456789", "qwertyuiop", "dondoc1234"})

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """The hash of a password that no account has."""
    return _hasher.hash("no account has this password")


def check_strength(password: str, *, login: str) -> None:
    """Goes on only with a password that is hard to guess.

    Raises:
        InvalidInput: it is too short, too long, all one letter, the login name, or known to everyone.
    """
    folded = password.casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(f"mật khẩu phải dài {SHORTEST}–{LONGEST} ký tự", where="password")
    if folded in _EASY or len(set(folded)) < 4 or login.casefold() in folded:
        raise InvalidInput("mật khẩu quá dễ đoán", where="password", advice="dùng vài từ không liên quan với nhau")


def hash_password(password: str) -> str:
    """What is kept in place of a password (argon2id)."""
    return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; takes as long when there is no account."""
    try:
        return _hasher.verify(kept or _nobody(), password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than those of today, and should be made anew at sign-in."""
    return _hasher.check_needs_rehash(kept)
