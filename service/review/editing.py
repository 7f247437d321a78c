"""What people's hands do to the sentences of a report: always marked with whose words they are."""

from core.errors import InvalidInput, NotFound
from core.report import Claim, Report
from core.text import nfc, squeeze
from service.reports.blanks import has_blank
from service.review.claims import headed_claims, name_claims, rewrite_claims, walk_claims

_LONGEST_CLAIM = 5_000


def edit_claim(report: Report, claim_id: str, text: str, *, editor: str) -> Report:
    """The report with one sentence in the words of `editor`; empty words take the sentence out.

    Raises:
        NotFound: no such sentence.
        InvalidInput: the words are too long, or lead or closing would be left without words.
    """
    former = find_claim(report, claim_id)
    words = _checked(text)
    if not words and former in (report.lead, report.closing):
        raise InvalidInput("câu mở đầu và câu kết không để trống được", where="nội dung", advice="viết lại thay vì xóa")
    edited = _in_words_of(editor, former, words)
    return rewrite_claims(report, lambda claim: _instead(claim, claim_id, (edited,) if words else ()))


def add_claim(report: Report, after_id: str, text: str, *, editor: str) -> Report:
    """The report with a sentence of `editor` after the sentence `after_id`, under the same heading.

    Raises:
        NotFound: no such sentence.
        InvalidInput: no words, too many, or the place is not in a section.
    """
    former = find_claim(report, after_id)
    words = _checked(text)
    if not words or former in (report.lead, report.closing):
        raise InvalidInput("chưa có nội dung, hoặc không phải chỗ thêm câu", advice="thêm câu vào sau một câu của mục")
    added = Claim(text=words, is_blank=has_blank(words), edited_by=editor)
    return name_claims(rewrite_claims(report, lambda claim: _instead(claim, after_id, (claim, added))))


def find_claim(report: Report, claim_id: str) -> Claim:
    """The sentence of that id.

    Raises:
        NotFound: there is none.
    """
    for claim in walk_claims(report):
        if claim.id == claim_id:
            return claim
    raise NotFound("báo cáo không có câu này", where=claim_id, advice="tải lại trang, có thể câu đã bị xóa")


def carry_edits(before: Report, drafted: Report) -> Report:
    """`drafted` anew from the records, with people's words kept wherever the draft would still say the same.

    A sentence keeps its id when heading and drafted words agree, or heading and tasks; sentences that people added stay
    behind the sentence that they followed.
    """
    old = list(headed_claims(before))
    by_words = {(heading, claim.as_drafted or claim.text): claim for heading, claim in old if claim.id}
    by_tasks = {(heading, claim.task_ids): claim for heading, claim in old if claim.task_ids}
    ids: set[str] = set()

    def keep(heading: str, claim: Claim) -> Claim:
        same = by_words.get((heading, claim.text))
        if same is not None and same.id not in ids:
            ids.add(same.id)
            return same
        alike = by_tasks.get((heading, claim.task_ids)) if claim.task_ids else None
        if alike is not None and alike.id not in ids:
            ids.add(alike.id)
            return claim.model_copy(update={"id": alike.id})
        return claim

    headings = iter([heading for heading, _ in headed_claims(drafted)])
    kept = rewrite_claims(drafted, lambda claim: (keep(next(headings), claim),))
    return name_claims(_with_added(before, kept))


def _with_added(before: Report, drafted: Report) -> Report:
    """`drafted` with the sentences that people added to `before`, each behind the one that it followed there."""
    followers: dict[str, list[Claim]] = {}
    anchor = ""
    present = {claim.id for claim in walk_claims(drafted)}
    for claim in walk_claims(before):
        if claim.id in present:
            anchor = claim.id
        elif claim.edited_by is not None and claim.as_drafted is None and anchor:
            followers.setdefault(anchor, []).append(claim)
    return rewrite_claims(drafted, lambda claim: (claim, *followers.get(claim.id, ())))


def _instead(claim: Claim, claim_id: str, others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return others if claim.id == claim_id else (claim,)


def _in_words_of(editor: str, former: Claim, words: str) -> Claim:
    if words == former.text:
        return former
    was_added = former.edited_by is not None and former.as_drafted is None
    return former.model_copy(
        update={
            "text": words,
            "is_blank": has_blank(words),
            "edited_by": editor,
            "as_drafted": None if was_added else former.as_drafted or former.text,
        }
    )


def _checked(text: str) -> str:
    words = squeeze(nfc(text))
    if len(words) > _LONGEST_CLAIM:
        raise InvalidInput(f"câu dài quá {_LONGEST_CLAIM} ký tự", where="nội dung", advice="tách thành nhiều câu")
    return words
