"""Short forms that stand for the issuers of the documents held ("BCT" where Bộ Công Thương issued one)."""

import re
from collections.abc import Iterable
from functools import lru_cache

from core.text import fold, squeeze
from service.records import DocumentRecord

_TOKEN = re.compile(r"(?<![\w/&.-])[^\W\d_]{3,7}(?![\w/&-])")
_VOWEL = re.compile(r"[aeiouy]")


def own_short_forms(question: str, documents: Iterable[DocumentRecord]) -> dict[str, str]:
    """For each short form in `question` that spells the initials of an issuer's whole name, that name.

    A word that can be read aloud is a short form only in capitals.
    """
    tokens = {fold(token): token for token in _TOKEN.findall(question)}
    tokens = {key: token for key, token in tokens.items() if token.isupper() or not _VOWEL.search(key)}
    if not tokens:
        return {}
    found: dict[str, str] = {}
    for document in documents:
        head = document.letterhead
        for name in (head.issuer, head.parent_issuer) if head else ():
            if name and (token := tokens.get(_initials(name))) is not None:
                found.setdefault(token, _in_small_letters(name))
    return found


@lru_cache(maxsize=4_096)
def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", fold(name)))


def _in_small_letters(name: str) -> str:
    """The name as it stands in a sentence: letterheads print it in capitals."""
    return squeeze(name).title() if name.isupper() else squeeze(name)
