"""What of a question has to be found in a sentence: its terms, less what merely names the document."""

import re
from collections.abc import Sequence
from functools import lru_cache

from core.text import fold
from index.rarity import rarity
from index.words import code_keys, folded_search_text
from service.answers.capitals import CAPITAL
from service.answers.evidence import Bag, Evidence, bag_of
from service.answers.named_units import unit_missing
from service.answers.premise import holds_figure
from service.answers.question import Question, Term
from service.answers.scope import Profile

_NAME_DISCOUNT, _TOPIC_DISCOUNT = 0.15, 0.35
_RUN = re.compile(rf"(?<!\w){CAPITAL}[\w&]*(?:[ -]+(?:{CAPITAL}[\w&]*))+")
_LEAST_OF_NAME, _LEAST_OF_NAME_IN_SENTENCE = 0.7, 0.6
_CODE_WORD = re.compile(r"\S*/\S*[^\W\d_]\S*")
_PERIOD = re.compile(r"((?:19|20)\d{2})\s?[-–]\s?((?:19|20)\d{2})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LEAST_TELLING = 0.4
_SORTS_OF_UNITS = frozenset({"so", "phong", "ban", "bo", "cuc", "chi", "ubnd", "tinh", "huyen", "xa", "phuong", "vu"})
_UNITS_OF_FIGURES = frozenset(["gio", "phut", "ngay", "thang", "nam", "quy", "phan", "tram", "dong", "trieu", "ty"])
"""What is said with a figure that is to be confirmed, and may be said otherwise with the right one."""
_OPENING_WORD_LIST = """
o tai theo trong ve voi cho do tu khi neu de cac nhung moi may bao co ai den truoc sau vao hay xin nho the con va ngoai
"""
_OPENING_WORDS = frozenset(_OPENING_WORD_LIST.split())


def focus_terms(question: Question, *called: Profile) -> tuple[Term, ...]:
    """The question's terms, with those that merely name a document made light.

    In a question that states something to be confirmed, the figures stated are left out: they may be wrong. So are
    those of a case: documents give bounds for them.

    Args:
        called: the document to be looked into, and others that the question names.
    """
    named = {word for one in question.mentions for word in (*one.kind.split(), one.number, one.year)}
    named.update(code_words(question.folded))
    dotted = (number.split(".") for number in re.findall(r"\d+\.\d+", question.folded))
    named.update(
        part for parts in dotted if any("".join(parts) == one.number for one in question.mentions) for part in parts
    )
    numbers = (*question.stated_figures, *question.conditions)
    stated = {word.lstrip("0") for figure in numbers for word in re.findall(r"\d+", figure)}
    if stated:
        named |= _UNITS_OF_FIGURES
    return tuple(
        _weighed(term, _discount(term, called, named, question.accentless))
        for term in question.terms
        if term.word.lstrip("0") not in stated
    )


def _weighed(term: Term, share: float) -> Term:
    return term if share == 1.0 else term.model_copy(update={"weight": term.weight * share})


@lru_cache(maxsize=256)
def code_words(folded: str) -> frozenset[str]:
    """The words of the số, ký hiệu in a folded question."""
    return frozenset(
        word for code in _CODE_WORD.findall(folded) for word in folded_search_text(code).split() if code_keys(code)
    )


def weight_beyond_naming(question: Question, profile: Profile, own_words: frozenset[str]) -> float:
    """How much the question says besides naming the document and `own_words` (folded): 0 when it asks of it as such."""
    return sum(term.weight for term in terms_beyond_naming(question, profile, own_words))


def terms_beyond_naming(question: Question, profile: Profile, own_words: frozenset[str]) -> tuple[Term, ...]:
    """The terms of the question that neither name the document nor are among `own_words` (folded)."""
    mentioned = {word for one in question.mentions for word in (*one.kind.split(), one.number, one.year)}
    mentioned |= code_words(question.folded) | own_words
    guess = question.accentless
    return tuple(
        term
        for term in question.terms
        if fold(term.word) not in mentioned
        and not any(fold(term.word) in code for code in question.codes)
        and not profile.names.credit(term, accentless=guess)
        and not profile.topic.credit(term, accentless=guess)
    )


def telling_terms(question: Question, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Those of `terms` that do more than name the document; all of them when little would be left."""
    full = {(term.word, term.before, term.after): term.weight for term in question.terms}
    telling = tuple(term for term in terms if term.weight == full[(term.word, term.before, term.after)])
    return telling if sum(term.weight for term in telling) >= _LEAST_TELLING else tuple(terms)


def _discount(term: Term, called: Sequence[Profile], named: set[str], guess: bool) -> float:
    if term.folded_spelling.word in named or any(p.names.says_all(term, accentless=guess) for p in called):
        return _NAME_DISCOUNT
    return _TOPIC_DISCOUNT if any(_says_in_topic(p, term, guess) for p in called) else 1.0


def _says_in_topic(profile: Profile, term: Term, guess: bool) -> bool:
    """Whether the topic says the term; a year of a period ("2026 - 2030") is not that period."""
    if not profile.topic.says_all(term, accentless=guess):
        return False
    if not _YEAR.fullmatch(term.word):
        return True
    head = profile.document.letterhead
    periods = [pair for pair in _PERIOD.findall(head.title or "" if head else "") if term.word in pair]
    return not periods or any(" ".join(pair) in term.spelling for pair in periods)


def names_missing(question: Question, evidence: Evidence, called: Sequence[Profile]) -> bool:
    """Whether the question names a person or body that is named neither around the sentence nor by a document.

    Args:
        called: the document of the sentence, and all that the question names.
    """
    bags = (*evidence.around, *(bag for profile in called for bag in (profile.names, profile.topic)))
    if unit_missing(question.text, (evidence.bag, *bags), (profile.names for profile in called)):
        return True
    named = _named_pairs(question.text)
    if not named:
        return False
    return not all(_is_named(pairs, bags, evidence.bag) for pairs in named)


def _is_named(pairs: frozenset[str], bags: Sequence[Bag], sentence: Bag) -> bool:
    """Whether a name stands in one of `bags`, if need be without its sort of unit, or its words in the sentence."""
    ways = {pairs, _beyond_sort_of_unit(pairs)}
    return any(_held(way, bag) >= _LEAST_OF_NAME for way in ways for bag in bags) or _named_apart(pairs, sentence)


def day_missing(question: Question, evidence: Evidence, profile: Profile) -> bool:
    """Whether the question speaks of a day or year that stands neither around the sentence nor in its document's date.

    A day that the question wants confirmed may be wrong, and is not looked for.
    """
    if question.stated_figures:
        return False
    head = profile.document.letterhead
    issued = str(head.issued_on.year) if head and head.issued_on else ""
    if any(not holds_figure(f"{evidence.text}\n{evidence.passage.text}", day) for day in question.days):
        return True
    return any(
        year != issued and not any(bag.holds(year) for bag in (evidence.bag, *evidence.around, profile.topic))
        for year in _years(question.folded)
    )


@lru_cache(maxsize=256)
def _years(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_YEAR.findall(_CODE_WORD.sub(" ", folded))))


@lru_cache(maxsize=256)
def _named_pairs(text: str) -> tuple[frozenset[str], ...]:
    """For each run of capitalised words, which words stand side by side in it; the asker's own short forms left out."""
    runs = (
        " ".join("." if word.isalpha() and rarity(word) >= 1.0 else word for word in _without_opening(match.group()))
        for match in _RUN.finditer(_CODE_WORD.sub("·", text))
    )
    return tuple(pairs for run in runs for part in run.split(".") if (pairs := bag_of(part).pairs))


def _beyond_sort_of_unit(pairs: frozenset[str]) -> frozenset[str]:
    """The pairs less those of a sort of unit with the place it is of ("Sở Bắc Giang"), when others are left."""
    return frozenset(pair for pair in pairs if fold(pair.split()[0]) not in _SORTS_OF_UNITS) or pairs


def _without_opening(run: str) -> list[str]:
    """The words of a run of capitals, less the one that merely opens the question ("Ở Tây Ninh", "Theo Kế hoạch")."""
    words = run.split()
    return words[1:] if fold(words[0]) in _OPENING_WORDS else words


def _held(pairs: frozenset[str], bag: Bag) -> float:
    return sum(map(bag.holds, pairs)) / len(pairs)


def _named_apart(pairs: frozenset[str], sentence: Bag) -> bool:
    """Whether the sentence itself holds all words of the name, with others between ("Cục Thuế Long An, Nghệ An")."""
    words = {word for pair in pairs for word in pair.split()}
    return all(map(sentence.holds, words)) and _held(pairs, sentence) >= _LEAST_OF_NAME_IN_SENTENCE
