"""Short forms that officers type, and what they stand for."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from core.text import fold

_TOKEN = re.compile(r"(?<![\w/&-])[^\W\d_][\w/&]*(?![\w/&-])")
_SPELT_LIKE_A_WORD = frozenset({"ai", "da", "đa"})
"""Short forms that are common words unless written in capitals (ai, tối đa; da for đã without accents)."""


def expand_short_forms(text: str, defined: Mapping[str, str] | None = None, *, accentless: bool = False) -> str:
    """`text` with its short forms written out; what stands inside a số, ký hiệu is left alone.

    Args:
        text: a question, one line.
        defined: short forms that the documents asked about define; they win over the general ones.
        accentless: also take `cdgd` for CĐGD, as typed on a keyboard without accents.

    >>> expand_short_forms("bc KQ thực hiện NQ 16/NQ-BCH")
    'báo cáo kết quả thực hiện nghị quyết 16/NQ-BCH'
    """
    own = {_key(short, accentless): long for short, long in (defined or {}).items()}
    return _TOKEN.sub(lambda match: _written_out(match.group(), own, accentless), text)


def _written_out(token: str, own: Mapping[str, str], accentless: bool) -> str:
    key = _key(token, accentless)
    if key in _SPELT_LIKE_A_WORD and not token.isupper():
        return token
    return own[key] if key in own else _known(accentless).get(key, token)


def _key(short: str, accentless: bool) -> str:
    return fold(short) if accentless else short.casefold()


@cache
def _known(accentless: bool) -> Mapping[str, str]:
    rows = files("index").joinpath("short_forms.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, str] = {}
    for short, long in (row.split("\t") for row in rows):
        table.setdefault(_key(short, accentless), long)
    return table
