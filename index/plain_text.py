"""Text as every database keeps it: compared byte by byte, and without the one character that PostgreSQL refuses."""

import re

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

_NUL, _STAND_IN = "\0", "\ufffd"
_NUL_IN_JSON = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def without_nul(text: str) -> str:
    r"""The text with a sign in place of each NUL, as such and as JSON spells it; every other character stays in place.

    >>> without_nul('a\x00b') == 'a\ufffdb'
    True
    >>> without_nul('"c\\u0000d"'), without_nul('"\\\\u0000"')
    ('"c\\ufffdd"', '"\\\\u0000"')
    """
    plain = text.replace(_NUL, _STAND_IN) if _NUL in text else text
    return _NUL_IN_JSON.sub(r"\1\\ufffd", plain) if r"\u0000" in plain else plain


class PlainText(TypeDecorator[str]):
    """Text in SQLite and PostgreSQL alike."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        is_postgresql = dialect.name == "postgresql"
        return dialect.type_descriptor(Text(collation="C") if is_postgresql else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return without_nul(value) if isinstance(value, str) and dialect.name == "postgresql" else value
