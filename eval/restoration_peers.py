"""What else could be done with a ruined text: peers that the restorer is measured beside."""

import re
from collections.abc import Callable
from functools import cache

from core.text import strip_accents
from ingest.restore.model_file import packaged_model

Peer = Callable[[str], str]

_LETTERS = re.compile(r"[^\W\d_]+")


def do_nothing(line: str) -> str:
    """The line as it was read."""
    return line


def most_frequent_form(line: str) -> str:
    """Each word in the form that is most frequent among those that give it when their accents are left out."""
    forms = _frequent_forms()
    return _LETTERS.sub(lambda match: forms.get(strip_accents(match.group()), match.group()), line)


def pyvi_accents(line: str) -> str:
    """The line with accents by pyvi, helped where it would lose for other reasons than accents.

    It expects no accents: those that were read are left out. It loses case: that of the line is given back. It fails
    on a whole line for one word that it does not know: such a line is cut in two until the word stands alone.
    """
    words = strip_accents(line).split()
    accented = _accented(words)
    return " ".join(map(_in_case_of, accented, words)) if len(accented) == len(words) else line


def _accented(words: list[str]) -> list[str]:
    from pyvi import ViUtils

    if not words:
        return []
    try:
        return str(ViUtils.add_accents(" ".join(words))).split()
    except KeyError:
        middle = len(words) // 2
        return words if middle == 0 else _accented(words[:middle]) + _accented(words[middle:])


def _in_case_of(word: str, pattern: str) -> str:
    """`word` with the case of `pattern`, letter by letter; as it is when their lengths differ."""
    if len(word) != len(pattern):
        return word
    return "".join(letter.upper() if model.isupper() else letter for letter, model in zip(word, pattern, strict=True))


@cache
def _frequent_forms() -> dict[str, str]:
    model = packaged_model()
    ranks = model.language_model.unigrams[model.lexicon.words] + model.lexicon.spelling_logs + model.lexicon.case_logs
    best: dict[str, str] = {}
    for index in ranks.argsort().tolist():
        form = model.lexicon.forms[index]
        best[strip_accents(form)] = form
    return best
