"""Answers what a document is: its number, date, issuer, signer, title and recipients, from its letterhead."""

import re
from collections.abc import Sequence
from datetime import date

from core.directive import BlockKind, Directive, Letterhead
from core.span import Span
from core.text import fold, squeeze
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement, Stretch
from service.answers.evidence import bag_of
from service.answers.focus import terms_beyond_naming
from service.answers.plain_words import plain_sentence
from service.answers.question import Term
from service.answers.scope import Profile

_FIELDS: dict[str, tuple[str, str]] = {
    "number": ("Số, ký hiệu", r"\bso,? (?:va )?ky hieu\b|\b(?:so|ky) hieu\b|\bso (?:may|bao nhieu|nao)\b"),
    "issued_on": (
        "Ngày ban hành",
        r"\b(?:ban hanh|ky) (?:vao )?(?:ngay|hom|khi|luc|nam|thang|bao)|\bngay (?:thang )?(?:nam )?ban hanh"
        r"|\b(?:ngay|khi) nao\b",
    ),
    "issuer": ("Cơ quan ban hành", r"\b(?:co quan|don vi|noi|to chuc|ai) (?:nao )?(?:da )?ban hanh|\bdo ai ban hanh"),
    "title": ("Trích yếu", r"\btrich yeu\b|\bve viec gi\b"),
    "signer": (
        "Người ký",
        r"\bai (?:la nguoi )?(?:da )?ky\b|\bnguoi (?:nao )?(?:da )?ky\b|\bdo ai ky\b|\bdo (?:ong|ba|dong chi) .*\bky\b",
    ),
    "signer_role": ("Chức vụ người ký", r"\bchuc vu\b|\bchuc danh\b|\bcuong vi\b|\bquyen han\b"),
    "recipients": (
        "Nơi nhận",
        r"\bnoi nhan\b|\bgui (?:cho|den|toi) (?:nhung |cac )?(?:noi|ai|dau|\S+(?: \S+)? nao)"
        r"|\bgui (?:nhung|cac) (?:noi|don vi|co quan|ai)",
    ),
}
_OWN_WORD_LIST = """
so ky hieu ban hanh ngay thang nam chuc vu giu nguoi noi nhan gui co quan don vi trich yeu thay mat viec to van dung ten
danh cuong quyen han may truong
"""
OWN_WORDS = frozenset(_OWN_WORD_LIST.split())
_CONFIRMING = frozenset({"ong", "ba", "dong", "chi", "dung", "phai", "khong", "chua"})
_MOST_OTHER_WORDS, _MOST_OF_OPENING = 1.3, 2.6
_OPENING = 3_000
_BEFORE_DAY = re.compile(r"^(?:[^\d,]*,\s*)?ngày\s*(?=\d)", re.IGNORECASE)
_ADDRESS = re.compile(r"Kính (?:gửi|trình)[^\S\n]*:?[^\n]*(?:\s*\n\s*[-+•][^\n]*)*")
_STATED_SIGNER = re.compile(
    r"(?<!\w)do (?:(?:ông|bà|đồng chí)\s)?(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4}?) (?:đã )?ký(?!\w)", re.IGNORECASE
)
_STATED_DAY = re.compile(r"\b(?:ky|ban hanh)\b(?: (?:vao|hom|tu))* (?:(?:ngay|thang|nam) )?\d")
_ANY_KIND = frozenset({"van ban", "cong van"})
_CARRYING_OUT = re.compile(r"^[^?]*?\b(?:thuc hien|trien khai|cu the hoa)\b[^?]*/")
"""A document may be called by the number of what it carries out."""
_KIND = re.compile("|".join(rf"\b{re.escape(fold(kind))}\b" for kind in KIND_NAMES))


def write_from_letterhead(context: AskingContext) -> Draft | None:
    """What the letterhead says about the fields asked for; a field that it does not fill is told to be blank."""
    question = context.question
    states_day = question.asks(Asked.YES_NO) and _STATED_DAY.search(question.folded) is not None
    if not (question.asks(Asked.LETTERHEAD) or states_day) or not context.scope.document_ids:
        return None
    document_id = context.scope.document_ids[0]
    profile = context.profiles[document_id]
    fields = fields_asked(question.folded) or (["issued_on"] if states_day else [])
    if not fields or len(context.scope.document_ids) > 1 or not _is_about_document(context, profile):
        return None
    head = profile.document.letterhead or Letterhead()
    filled = [name for name in fields if head.spans.get(name)]
    if not filled and not context.scope.is_named and not _KIND.search(question.folded):
        return None
    labels = [_FIELDS[name][0].lower() for name in fields if name not in filled]
    refusal = None if filled else f"Văn bản không ghi {', '.join(labels)}."
    statements = [_statement(document_id, name, head.spans[name]) for name in filled]
    if (stated := _STATED_SIGNER.search(question.text)) and question.asks(Asked.YES_NO) and head.signer:
        statements = [_judged(one, stated["name"], head.signer) for one in statements]
    if states_day and fields == ["issued_on"] and head.issued_on is not None:
        statements = [_judged_day(one, question.folded, head.issued_on) for one in statements]
    if "recipients" in fields and (addressed := _addressed(context.directive(document_id), document_id)):
        statements = [*addressed, *statements]
        labels = [label for label in labels if label != _FIELDS["recipients"][0].lower()]
        refusal = None
    blank = _blank(context, document_id, labels)
    return Draft(statements=(*statements, *blank), refusal=refusal)


def fields_asked(folded: str) -> list[str]:
    """The fields of a letterhead that a folded question asks for."""
    return [name for name, (_, pattern) in _FIELDS.items() if re.search(pattern, folded)]


def _is_about_document(context: AskingContext, profile: Profile) -> bool:
    """Whether the question asks about the document as a whole: it says little beyond naming it.

    A document of another number that it opens with ("Nghị quyết 57 ban hành ngày nào") is the one it is about.
    """
    question = context.question
    if question.codes and profile.number_key not in question.codes and not _CARRYING_OUT.search(question.folded):
        return False
    first = _KIND.search(question.folded)
    if first is not None and not _may_be_called(profile, first.group()):
        return False
    for mention in question.mentions:
        opens = first is not None and re.match(
            rf"{mention.kind} (?:so )?0*{mention.number}\b", question.folded[first.start() :]
        )
        if opens and not profile.is_called(mention):
            return False
    stated = _STATED_SIGNER.search(question.text)
    own_words = OWN_WORDS | frozenset(fold(stated["name"]).split() if stated else ())
    beyond = terms_beyond_naming(question, profile, own_words | _CONFIRMING)
    weight = sum(term.weight for term in beyond)
    return weight <= _MOST_OTHER_WORDS or (weight <= _MOST_OF_OPENING and _opens_with(context, profile, beyond))


def _opens_with(context: AskingContext, profile: Profile, terms: Sequence[Term]) -> bool:
    """Whether the opening of the document, which says what it is about, speaks of all of `terms`."""
    opening = bag_of(context.directive(profile.document.id).text[:_OPENING], context.defined)
    return all(opening.credit(term, accentless=context.question.accentless) for term in terms)


def _may_be_called(profile: Profile, kind: str) -> bool:
    """Whether a document of the profile's kind may be meant by `kind`, folded; any may be called a văn bản."""
    own = profile.kind
    return not own or kind in _ANY_KIND or own.startswith(kind) or kind.startswith(own)


def _statement(document_id: str, name: str, spans: Sequence[Span]) -> Statement:
    values = [plain_sentence(span.text).rstrip(".") for span in spans]
    joined = "; ".join(values) if name == "recipients" else " ".join(values)
    if name == "issued_on":
        joined = _BEFORE_DAY.sub("", joined)
    return Statement(
        text=f"{_FIELDS[name][0]}: {squeeze(joined)}.",
        stretches=tuple(Stretch(document_id=document_id, start=span.start, end=span.end) for span in spans),
    )


def _judged(statement: Statement, stated: str, signer: str) -> Statement:
    """The statement after whether the person that the question names is the one who signed."""
    verdict = "Đúng" if fold(squeeze(stated)) in fold(signer) else "Không đúng"
    return statement.model_copy(update={"text": f"{verdict}. {statement.text}"})


def _judged_day(statement: Statement, folded: str, issued_on: date) -> Statement:
    """The statement after whether the day, month and year that the question states are those of issue."""
    written = re.search(r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\b", folded)
    if written is not None:
        stated = [(int(written[1]), issued_on.day), (int(written[2]), issued_on.month)]
        stated += [(int(written[3]), issued_on.year)] if written[3] else []
    else:
        named = {"ngay": issued_on.day, "thang": issued_on.month, "nam": issued_on.year}
        stated = [(int(number), named[unit]) for unit, number in re.findall(r"\b(ngay|thang|nam) (\d+)", folded)]
    verdict = "Đúng" if all(said == printed for said, printed in stated) else "Không đúng"
    return statement.model_copy(update={"text": f"{verdict}. {statement.text}"})


def _addressed(directive: Directive, document_id: str) -> list[Statement]:
    """The lines of "Kính gửi" with the list under it."""
    match = _ADDRESS.search(directive.text)
    if match is None:
        return []
    stretch = Stretch(document_id=document_id, start=match.start(), end=match.end())
    items = [plain_sentence(line).rstrip(".") for line in match.group().splitlines() if line.strip(" :-")]
    return [Statement(text=f"{squeeze('; '.join(items).replace(':;', ':'))}.", stretches=(stretch,))]


def _blank(context: AskingContext, document_id: str, labels: Sequence[str]) -> tuple[Statement, ...]:
    """That the document does not say something, with the head of it as the place that was looked at."""
    blocks = context.directive(document_id).blocks
    head = [block for block in blocks if block.kind in (BlockKind.LETTERHEAD, BlockKind.TITLE)] or list(blocks[:1])
    if not labels or not head:
        return ()
    looked_at = Stretch(document_id=document_id, start=head[0].start, end=head[0].end)
    return (Statement(text=f"Văn bản không ghi {', '.join(labels)}.", stretches=(looked_at,)),)
