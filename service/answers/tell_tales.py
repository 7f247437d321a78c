"""Words by which a sentence shows that it is an answer of the sort asked for, though no figure or name shows it.

A question for a reason is answered by a sentence that says "không còn phù hợp" or "do vậy", one for the cases in which
something holds by "các trường hợp", one whether something may be done by the sentence that speaks of doing it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from core.text import fold
from index.words import exact_search_text
from service.answers.asking import Asked
from service.answers.question import Question, Term

_TELL_TALES: tuple[tuple[re.Pattern[str], re.Pattern[str], float], ...] = (
    (re.compile(r"\bnguon\b|\btu dau\b"), re.compile(r"\bnguon (?:tai chinh|kinh phi|thu|von|luc)\b"), 0.2),
    (re.compile(r"\bgom\b"), re.compile(r"\bgom\b"), 0.2),
    (
        re.compile(r"\b(?:vi|tai|do) (?:sao|dau)\b|\bly do\b|\bnguyen nhan\b"),
        re.compile(
            r"\b(?:boi vi|vi vay|do (?:do|vay|chua|khong|bi|anh huong)|nguyen nhan|ly do|khong con|chua phu hop"
            r"|xuat phat|tuy nhien|con (?:han che|nhieu|cham)|la can thiet|nham (?:khac phuc|thao go)|de khac phuc)\b"
        ),
        0.3,
    ),
    (
        re.compile(r"\b(?:khi nao|luc nao|truong hop nao)\b.*\b(?:duoc|phai|bi|khong|can)\b"),
        re.compile(r"\b(?:cac )?truong hop\b"),
        0.3,
    ),
    (
        re.compile(r"\btu (?:ngay|thang|nam|quy|khi|luc|bao) (?:nao|may|gio)\b"),
        re.compile(r"\b(?:ap dung|tinh|thuc hien|huong|bat dau)(?: \w+){0,2} tu (?:ngay|thang|nam|quy|thoi diem)\b"),
        0.3,
    ),
    (
        re.compile(r"\b(?:nhung|cac) ai\b|\bai duoc\b|\b(?:doi tuong|nguoi) nao\b"),
        re.compile(
            r"^\W*(?:dieu \d+\W*|[\divx]+[.)] *)?(?:cac )?doi tuong\b|\b(?:truong hop|doi tuong) sau\b"
            r"|\bsau day\b.*:\W*$"
        ),
        0.2,
    ),
)
_WHETHER = re.compile(
    r"(?<!\w)có (?:được |phải |cần |bị |thể |được phép )*(?P<what>.+?) (?:nữa |hay )?(?:không|chưa)\W*$"
)
_LEADS_IN = 0.12
"""What a line that leads in a list is worth more where a list is asked for."""
_PREDICATE_SAYS = 0.35
_LEAST_PREDICATE = 0.3


def tell_tale_worth(question: Question, text: str) -> float:
    """What the words of a sentence add to its worth, 0 when they show nothing."""
    leads_in = _LEADS_IN if Asked.LIST in question.asked and text.rstrip(" *_").endswith(":") else 0.0
    tales = _tales_for(question.folded)
    said = fold(text) if tales else ""
    return leads_in + sum(worth for tells, worth in tales if tells.search(said))


@lru_cache(maxsize=256)
def _tales_for(folded: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """What shows an answer to a (folded) question, with what it is worth."""
    return tuple((tells, worth) for asks, tells, worth in _TELL_TALES if asks.search(folded))


def predicate_worth(terms: Sequence[Term], credits: dict[str, float]) -> float:
    """What it adds that a sentence speaks of the very thing that the question wants to know whether it may be done.

    Args:
        terms: as `predicate_terms` gives them.
        credits: by word of the question, how well the sentence itself speaks of it.
    """
    total = sum(term.weight for term in terms)
    if total < _LEAST_PREDICATE:
        return 0.0
    return _PREDICATE_SAYS * sum(term.weight * credits.get(term.word, 0.0) for term in terms) / total


def predicate_terms(question: Question) -> tuple[Term, ...]:
    """The terms between "có được" and "không" of a question whether something may be done; empty for another one."""
    return _predicate_terms(question.text.lower(), question.terms) if Asked.YES_NO in question.asked else ()


@lru_cache(maxsize=256)
def _predicate_terms(text: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    whether = _WHETHER.search(text)
    words = set(exact_search_text(whether["what"]).split()) if whether is not None else set()
    return tuple(term for term in terms if term.word in words)
