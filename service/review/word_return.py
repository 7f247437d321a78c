"""Takes what people changed in a Word file back into a report.

The file is compared with the version it was made from, not with the newest: what changed in Word is put onto the newest
version sentence by sentence. Where the newest changed the same sentence differently, the newest stays and the words
from Word are given back to be kept as a remark: nothing is lost and nothing overwritten unseen.
"""

import difflib
from collections.abc import Sequence

from core.errors import InvalidInput
from core.record import Record
from core.report import Claim, Report
from core.text import squeeze
from service.reports.blanks import has_blank
from service.review.claims import headed_claims, name_claims, rewrite_claims, walk_claims
from service.review.editing import edit_claim
from service.review.word_file import ReturnedFile, ReturnedParagraph

_ALIKE = 0.6
"""Share of common words from which a paragraph without bookmark counts as an edited sentence."""


class Conflict(Record):
    """A sentence that Word and the newest version changed differently; `text` are the words from Word."""

    claim_id: str
    text: str


class Returned(Record):
    """The report with the changes from Word.

    Attributes:
        changed, added, removed: how many sentences.
        conflicts: what could not be taken over.
    """

    report: Report
    changed: int
    added: int
    removed: int
    conflicts: tuple[Conflict, ...] = ()


def take_back(file: ReturnedFile, *, base: Report, newest: Report, editor: str) -> Returned:
    """The newest version with what `file` changes against `base`.

    Raises:
        InvalidInput: the file holds no sentence of the report.
    """
    placed = _place(file.paragraphs, base)
    if not any(claim_id for claim_id, _ in placed):
        raise InvalidInput(
            "không nhận ra câu nào của báo cáo trong tệp này",
            where="tệp Word",
            advice="chọn đúng tệp đã tải từ báo cáo này rồi sửa",
        )
    return _apply(placed, base, newest, editor)


def _place(paragraphs: Sequence[ReturnedParagraph], base: Report) -> list[tuple[str, str]]:
    """(sentence id, words) in order; the id is "" for words that are new. Headings and all outside the body are out."""
    claims = {claim.id: claim for claim in walk_claims(base)}
    headings = {squeeze(part) for heading, _ in headed_claims(base) for part in heading.split(" › ")}
    if not any(paragraph.claim_ids for paragraph in paragraphs):
        paragraphs = _aligned(paragraphs, list(claims.values()))
    inside = _between(paragraphs, base)
    placed: list[tuple[str, str]] = []
    for paragraph in inside:
        known = [claim_id for claim_id in paragraph.claim_ids if claim_id in claims]
        if known:
            placed.append((known[0], paragraph.text))
            placed += [(joined, "") for joined in known[1:]]
        elif paragraph.text and not paragraph.is_heading and paragraph.text not in headings:
            placed.append(("", paragraph.text))
    return placed


def _between(paragraphs: Sequence[ReturnedParagraph], base: Report) -> Sequence[ReturnedParagraph]:
    """From the first paragraph that is a sentence of the report to the closing one."""
    known = [place for place, paragraph in enumerate(paragraphs) if paragraph.claim_ids]
    if not known:
        return ()
    ends = [place for place in known if base.closing.id in paragraphs[place].claim_ids]
    return paragraphs[known[0] : (ends or known)[-1] + 1]


def _aligned(paragraphs: Sequence[ReturnedParagraph], claims: Sequence[Claim]) -> list[ReturnedParagraph]:
    """Paragraphs of a file that lost its bookmarks, each given to the sentence most like it, in order."""
    found: list[ReturnedParagraph] = []
    start = 0
    for paragraph in paragraphs:
        likeness = [(_likeness(paragraph.text, claim.text), -place) for place, claim in enumerate(claims[start:])]
        best, place = max(likeness, default=(0.0, 0))
        if paragraph.text and best >= _ALIKE:
            claim = claims[start - place]
            start = start - place + 1
            found.append(paragraph.model_copy(update={"claim_ids": (claim.id,)}))
        else:
            found.append(paragraph)
    return found


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(a=one.split(), b=other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _apply(placed: Sequence[tuple[str, str]], base: Report, newest: Report, editor: str) -> Returned:
    before = {claim.id: claim.text for claim in walk_claims(base)}
    current = {claim.id: claim.text for claim in walk_claims(newest)}
    said = {claim_id: words for claim_id, words in placed if claim_id}
    report, conflicts, changed, removed = newest, [], 0, 0
    for claim_id, words in {**dict.fromkeys(before, ""), **said}.items():
        is_changed = squeeze(before[claim_id]) != words
        if not is_changed or current.get(claim_id, "") == words:
            continue
        is_fixed = not words and claim_id in (newest.lead.id, newest.closing.id)
        if current.get(claim_id) != before[claim_id] or is_fixed:
            conflicts.append(Conflict(claim_id=claim_id, text=words))
            continue
        report = edit_claim(report, claim_id, words, editor=editor)
        changed, removed = (changed + 1, removed) if words else (changed, removed + 1)
    added = [words for claim_id, words in placed if not claim_id]
    report = _with_added(report, placed, editor)
    return Returned(report=report, changed=changed, added=len(added), removed=removed, conflicts=tuple(conflicts))


def _with_added(report: Report, placed: Sequence[tuple[str, str]], editor: str) -> Report:
    """The report with the new words behind the last sentence of a section that stands before them."""
    present = {claim.id for claim in walk_claims(report)} - {report.lead.id, report.closing.id}
    first = next((claim.id for claim in walk_claims(report) if claim.id in present), "")
    behind: dict[str, list[Claim]] = {}
    last = ""
    for claim_id, words in placed:
        if claim_id in present:
            last = claim_id
        elif not claim_id:
            added = Claim(text=words, is_blank=has_blank(words), edited_by=editor)
            behind.setdefault(last or first, []).append(added)
    return name_claims(rewrite_claims(report, lambda claim: (claim, *behind.get(claim.id, ()))))
