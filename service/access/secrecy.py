"""Levels of secrecy, of documents and of what people are cleared for.

Source: Luật Bảo vệ bí mật nhà nước 2018, Điều 8 (mật, tối mật, tuyệt mật); Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.8
(lưu hành nội bộ).
"""

import re
from enum import IntEnum

from core.errors import InvalidInput
from core.text import fold, squeeze


class Secrecy(IntEnum):
    """thường, lưu hành nội bộ, mật, tối mật, tuyệt mật; a higher level holds all lower ones."""

    OPEN = 0
    INTERNAL = 1
    CONFIDENTIAL = 2
    SECRET = 3
    TOP_SECRET = 4

    @property
    def code(self) -> str:
        """Name in JSON and in the address of a request."""
        return self.name.lower()


_WORDS = {
    "thuong": Secrecy.OPEN,
    "noi bo": Secrecy.INTERNAL,
    "luu hanh noi bo": Secrecy.INTERNAL,
    "mat": Secrecy.CONFIDENTIAL,
    "toi mat": Secrecy.SECRET,
    "tuyet mat": Secrecy.TOP_SECRET,
    **{level.name.lower().replace("_", " "): level for level in Secrecy},
}
_LABEL = re.compile(r"^(?:muc )?(?:do|dau) mat:? ")


def level_of_mark(mark: str | None) -> Secrecy:
    """The level that a mark of a letterhead means; a mark that says something else still means a secret.

    >>> level_of_mark("TỐI MẬT").name, level_of_mark(None).name, level_of_mark("Độ mật: A").name
    ('SECRET', 'OPEN', 'CONFIDENTIAL')
    """
    words = _words(mark or "")
    return _WORDS.get(_LABEL.sub("", words), Secrecy.CONFIDENTIAL) if words else Secrecy.OPEN


def parse_secrecy(words: str) -> Secrecy:
    """The level that somebody typed: its code, or its Vietnamese name with or without accents.

    Raises:
        InvalidInput: no level.

    >>> parse_secrecy("tối-mật").name, parse_secrecy("top_secret").name
    ('SECRET', 'TOP_SECRET')
    """
    level = _WORDS.get(_words(words))
    if level is None:
        raise InvalidInput(
            f"không có độ mật “{words}”", where="secrecy", advice="dùng: thuong, noi-bo, mat, toi-mat, tuyet-mat"
        )
    return level


def _words(text: str) -> str:
    return squeeze(re.sub(r"[-_*.!|]", " ", fold(text)))
