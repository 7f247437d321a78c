"""What else could be done with a ruined text: peers that the restorer is measured beside."""

from collections.abc import Callable
from functools import cache

from core.text import strip_accents
from ingest.restore.model_file import load_model

Peer = Callable[[str], str]


def do_nothing(line: str) -> str:
    """The line as it was read."""
    return line


def most_frequent_form(line: str) -> str:
    """Each word in the form that is most frequent among those that give it when their accents are left out."""
    forms = _frequent_forms()
    return " ".join(forms.get(strip_accents(word), word) for word in line.split())


def pyvi_accents(line: str) -> str:
    """The line with accents by pyvi; as it was where pyvi fails on a word that it does not know."""
    from pyvi import ViUtils

    try:
        return str(ViUtils.add_accents(line))
    except KeyError:
        return line


@cache
def _frequent_forms() -> dict[str, str]:
    model = load_model()
    ranks = model.language_model.unigrams[model.lexicon.words] + model.lexicon.spelling_logs + model.lexicon.case_logs
    best: dict[str, str] = {}
    for index in ranks.argsort().tolist():
        form = model.lexicon.forms[index]
        best[strip_accents(form)] = form
    return best
