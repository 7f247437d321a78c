"""Answers what a document that is only cited is (its date, issuer, title) from what directives say of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from core.reference import Reference
from core.span import Span
from core.text import fold, squeeze
from index.words import code_key
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.evidence import bag_of
from service.answers.focus import code_words
from service.answers.letterhead_writer import OWN_WORDS, fields_asked
from service.answers.places import sentence_around
from service.answers.question import Question
from service.answers.scope import Profile, is_named_reference

_OF_WHOM = re.compile(r"\bcua (?:ai|co quan nao|don vi nao)\b")
_ABOUT_WHAT = re.compile(r"\b(?:ve (?:viec |van de |noi dung )?gi|noi (?:ve )?(?:viec )?gi(?! ve)|noi dung gi)\b")
_ASKING_WORDS = frozenset(
    {"ai", "gi", "nao", "cua", "noi", "ve", "do", "duoc", "la", "dung", "hoi", "may", "khi", "dau"}
)
_MOST_OTHER_WORDS = 0.7
_MOST_SAYING = 3
_LABELS = {
    "issued_on": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "title": "Trích yếu",
    "signer": "Người ký",
    "signer_role": "Chức vụ người ký",
}
_LATER = " (muộn hơn ngày của văn bản dẫn, cần kiểm tra lại)"
_DAY_AFTER = re.compile(r",?\s+ngày\s")
_BEFORE_NUMBER = re.compile(r"số\s*:\s*")


def write_from_citations(context: AskingContext) -> Draft | None:
    """What directives say of a document that none of those held is: as many dates, issuers or titles as they differ in.

    None when the question asks something else, or of a document that is held.
    """
    question = context.question
    fields = _fields(question)
    if not fields or question.asks(Asked.DOCUMENTS, Asked.YES_NO) or _is_held(context):
        return None
    cited = _citing(context)
    if not cited or _says_more(question, [reference for _, reference in cited]):
        return None
    said = {name: tuple(_said(context, name, cited)) for name in fields}
    statements = [one for name in fields for one in said[name]]
    if blank := [name for name in fields if not said[name]]:
        statements.append(_not_said(context, blank, *cited[0]))
    refusal = statements[0].text if len(blank) == len(fields) else None
    return Draft(statements=tuple(statements), refusal=refusal)


def _fields(question: Question) -> tuple[str, ...]:
    """What the question asks of a letterhead; () when it asks nothing of it that directives may say of another's."""
    asked = fields_asked(question.folded) if question.asks(Asked.LETTERHEAD) else []
    asked += ["issuer"] if _OF_WHOM.search(question.folded) else []
    asked += ["title"] if _ABOUT_WHAT.search(question.folded) else []
    return tuple(name for name in dict.fromkeys(asked) if name in _LABELS)


def _not_said(context: AskingContext, fields: Sequence[str], profile: Profile, reference: Reference) -> Statement:
    """That documents name the one asked about and do not say the fields, with a place that names it."""
    span = reference.spans[0]
    around = sentence_around(context.directive(profile.document.id), span.start, profile.document.id)
    labels = ", ".join(_LABELS[name].lower() for name in fields)
    text = f"Các văn bản hiện có dẫn {_called(span)} nhưng không ghi {labels}."
    return Statement(text=text, stretches=(around,))


def _called(span: Span) -> str:
    """The cited document by kind and number, as printed."""
    return _BEFORE_NUMBER.sub("số ", _DAY_AFTER.split(squeeze(span.text))[0])


def _is_held(context: AskingContext) -> bool:
    question, profiles = context.question, context.profiles.values()
    return any(profile.number_key and profile.number_key in question.codes for profile in profiles) or any(
        profile.is_called(mention) for mention in question.mentions for profile in profiles
    )


def _citing(context: AskingContext) -> list[tuple[Profile, Reference]]:
    """The references that the question names, with the documents that they stand in; by full code where it has one."""
    named = [
        (profile, reference)
        for profile in context.profiles.values()
        if profile.cites(context.question)
        for reference in profile.document.references
        if reference.spans and is_named_reference(reference, context.question)
    ]
    coded = [(profile, one) for profile, one in named if code_key(one.number or "") in context.question.codes]
    return coded or named


def _says_more(question: Question, references: Sequence[Reference]) -> bool:
    """Whether the question says more than what the documents are called and which field it wants."""
    called = " ; ".join(f"{one.kind} ; {one.issuer or ''} ; {one.title or ''}" for one in references)
    names = bag_of(called)
    own = OWN_WORDS | _ASKING_WORDS | code_words(question.folded)
    own |= {word for one in question.mentions for word in (*one.kind.split(), one.number, one.year)}
    beyond = (
        term.weight
        for term in question.terms
        if fold(term.word) not in own
        and not any(fold(term.word) in code for code in question.codes)
        and not names.credit(term, accentless=question.accentless)
    )
    return sum(beyond) > _MOST_OTHER_WORDS


def _said(context: AskingContext, name: str, cited: Sequence[tuple[Profile, Reference]]) -> Iterator[Statement]:
    """A statement for each document meant and each different value of the field, with the sentence that says it."""
    values: dict[tuple[str, str], Statement] = {}
    for profile, reference in cited:
        directive = context.directive(profile.document.id)
        for span in reference.spans:
            around = sentence_around(directive, span.start, profile.document.id)
            words = _words_of(name, reference, directive.text[around.start : around.end])
            key = (code_key(reference.number or ""), fold(words or ""))
            if words and key not in values:
                doubt = _LATER if name == "issued_on" and _is_later(profile, reference) else ""
                text = f"{_LABELS[name]} {_called(span)}: {words}{doubt}."
                values[key] = Statement(text=text, stretches=(around,))
    yield from list(values.values())[:_MOST_SAYING]


def _is_later(profile: Profile, reference: Reference) -> bool:
    """Whether the cited document would be issued after the one that cites it."""
    head = profile.document.letterhead
    citing, cited = head.issued_on if head else None, reference.issued_on
    return citing is not None and cited is not None and cited > citing


def _words_of(name: str, reference: Reference, text: str) -> str | None:
    """The words of `text` that say the field; None where it does not say it."""
    if name == "issued_on":
        pattern = _written_day(reference.issued_on) if reference.issued_on else None
    else:
        value = {"issuer": reference.issuer, "title": reference.title}.get(name)
        pattern = _written_words(value) if value else None
    found = pattern.search(text) if pattern else None
    return squeeze(found.group()).rstrip(" .;,:") if found else None


def _written_words(value: str) -> re.Pattern[str]:
    """The words of `value` one after another, a short form in brackets between them or none."""
    return re.compile(r"\s+(?:\([^()]{1,30}\)\s+)?".join(re.escape(word) for word in value.split()), re.IGNORECASE)


def _written_day(day: date) -> re.Pattern[str]:
    figures = rf"(?<!\d)0?{day.day}\s?[/.-]\s?0?{day.month}\s?[/.-]\s?{day.year}(?!\d)"
    return re.compile(rf"{figures}|(?<!\d)0?{day.day}\s+tháng\s+0?{day.month}\s+năm\s+{day.year}(?!\d)")
