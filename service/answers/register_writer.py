"""Answers which documents are held, and how many: by kind, issuer, signer, topic and day of issue, from letterheads."""

import re
from collections.abc import Sequence
from datetime import date

from core.record import Record
from core.text import fold
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.days_of_issue import day_of_issue
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import Bag, bag_of
from service.answers.naming import naming
from service.answers.question import Question, Term
from service.answers.scope import Profile

_KINDS = "|".join(re.escape(fold(kind)) for kind in sorted(KIND_NAMES, key=len, reverse=True))
_ASKS_WHICH = re.compile(rf"\b(?P<kind>van ban|{_KINDS}) (?:gi|nao)\b|\b(?:nhung|cac) (?P<listed>van ban|{_KINDS})\b")
_ASKS_HOW_MANY = re.compile(rf"\b(?:bao nhieu|may) (?P<kind>van ban|{_KINDS})\b(?! (?:so )?\d)")
_OF_REGISTER = re.compile(
    r"\b(?:ban hanh|ky|trong kho|dang (?:giu|co|luu)|da (?:nhap|nap|nhan)|trong he thong|cua|do)\b"
)
_OF_TEXT = re.compile(
    r"\b(?:can cu|thuc hien|trien khai|thay the|bai bo|sua doi|bo sung|vien dan|nhac|hieu luc|quy dinh|yeu cau"
    r"|giao(?! duc))\b"
)
_OF_TOPIC = re.compile(r"\b(?:noi|lien quan|ban) (?:ve|den|toi)\b|\b(?:gi|nao) ve\b")
_DAY = re.compile(r"\b(tu|sau|truoc|den)?\s*(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|19\d\d)\b")
_YEAR = re.compile(
    r"(?:\b(?:(?P<before>truoc)|(?P<until>(?:tinh )?den(?: het| cuoi)?|het)|(?P<since>sau|tu|ke tu)) )?"
    r"\b(?:nam )?(?P<year>(?:19|20)\d\d)\b"
)
_REGISTER_WORD_LIST = """
van ban nhung cac co bao nhieu may trong kho he thong dang giu luu da nhap nhan duoc ban hanh ky boi do cua nam ngay
thang tu sau truoc den tinh het cuoi nao gi ong ba dong chi so luong tat ca ve noi lien quan toi
"""
_REGISTER_WORDS = frozenset(_REGISTER_WORD_LIST.split())
_OF_SOMEBODY = re.compile(r"\b(?:cua|do)\b")
_LEAST_SAID = 0.75
_MOST = 15


class _Wanted(Record):
    """What a document must be to be listed.

    Attributes:
        kind: folded, "" for any.
        is_of_somebody: the question names who issued or signed it, not what it is about.
    """

    kind: str
    first: date | None
    last: date | None
    terms: tuple[Term, ...]
    is_of_somebody: bool = False


def write_from_register(context: AskingContext) -> Draft | None:
    """The documents asked for by what their letterheads say; None when the question asks about their content."""
    question = context.question
    counts = _ASKS_HOW_MANY.search(question.folded)
    asked = counts or _ASKS_WHICH.search(question.folded)
    about_text = _OF_TEXT.search(question.folded) or question.codes or question.mentions
    of_register = _OF_REGISTER.search(question.folded) or _OF_TOPIC.search(question.folded)
    if asked is None or about_text or not (counts or of_register):
        return None
    if question.asks(Asked.TIME, Asked.DUTIES, Asked.REPORTS) and not _YEAR.search(question.folded):
        return None
    kind = next(value for value in asked.groupdict().values() if value)
    wanted = _wanted(question, "" if kind == "van ban" else kind)
    fitting = [profile for profile in context.profiles.values() if _fits(profile, wanted, question.accentless)]
    return _draft(fitting, counting=counts is not None, kind=kind) if fitting else None


def _wanted(question: Question, kind: str) -> _Wanted:
    first, last = days_asked(question.folded)
    dropped = _REGISTER_WORDS | set(kind.split())
    terms = tuple(term for term in question.terms if fold(term.word) not in dropped and not term.word.isdecimal())
    is_of_somebody = _OF_SOMEBODY.search(question.folded) is not None
    return _Wanted(kind=kind, first=first, last=last, terms=terms, is_of_somebody=is_of_somebody)


def days_asked(folded: str) -> tuple[date | None, date | None]:
    """The first and last day of issue that the question allows."""
    if found := _DAY.search(folded):
        try:
            day = date(int(found[4]), int(found[3]), int(found[2]))
        except ValueError:
            return None, None
        if found[1] in ("tu", "sau"):
            return day, None
        return (None, day) if found[1] in ("truoc", "den") else (day, day)
    if found := _YEAR.search(folded):
        year = int(found["year"])
        before, until, since = found["before"], found["until"], found["since"]
        first = None if before or until else date(year + (since == "sau"), 1, 1)
        last = None if since else date(year - bool(before), 12, 31)
        return first, last
    return None, None


def _fits(profile: Profile, wanted: _Wanted, guess: bool) -> bool:
    head = profile.document.letterhead
    if head is None or (wanted.kind and profile.kind != wanted.kind):
        return False
    if wanted.first or wanted.last:
        day = day_of_issue(profile.document)
        if day is None or not (wanted.first or date.min) <= day <= (wanted.last or date.max):
            return False
    own: tuple[Bag, ...] = (profile.names, bag_of(head.signer or ""))
    bags = own if wanted.is_of_somebody else (*own, profile.topic)
    total = sum(term.weight for term in wanted.terms)
    said = sum(term.weight * max(bag.credit(term, accentless=guess) for bag in bags) for term in wanted.terms)
    return total == 0 or said / total >= _LEAST_SAID


def _draft(fitting: Sequence[Profile], *, counting: bool, kind: str) -> Draft | None:
    named = [name for profile in fitting if (name := naming(profile.document)) is not None]
    statements = [Statement(text=f"{name.text}.", stretches=name.stretches) for name in named]
    if not statements:
        return None
    if counting:
        total = str(len(statements))
        first: tuple[Stretch, ...] = tuple(name.stretches[0] for name in named)
        noun = next((name for name in KIND_NAMES if fold(name) == kind), "văn bản").lower()
        statements.insert(0, Statement(text=f"Có {total} {noun}.", stretches=first, counted=(total,)))
    return Draft(statements=tuple(statements[: _MOST + counting]))
