"""A question on a near topic is left unanswered when its matter stands in other passages than the sentence found."""

from datetime import UTC, datetime

import pytest

from core.directive import BlockKind
from core.source import MediaType
from index.passage import Passage
from index.passage_index import Hit
from service.answers.another_matter import is_another_matter
from service.answers.asking_context import AskingContext
from service.answers.draft import Stretch
from service.answers.evidence import Evidence, bag_of
from service.answers.question import read_question
from service.answers.scope import Profile, Scope
from service.answers.scoring import Scored
from service.records import DocumentRecord, DocumentStatus
from tests.fakes import FakeRegister

_QUESTION = "Sinh viên được cấp bảng điểm khi nào?"
_FOUND = "Sinh viên được cấp bằng tốt nghiệp khi đã tích lũy đủ tín chỉ."
_RIVAL = "Sinh viên được miễn học phần khi có đơn gửi về Trường."
_ELSEWHERE = "Bảng điểm ghi mọi học phần đã học."


def _passage(number: int, text: str, kind: str = BlockKind.PARAGRAPH) -> Passage:
    return Passage(
        id=f"plan:{number}",
        document_id="plan",
        position=number,
        start=0,
        end=len(text),
        page_no=1,
        kind=kind,
        section="",
        heading="",
        text=text,
    )


def _scored(passage: Passage, worth: float) -> Scored:
    bag = bag_of(passage.text)
    stretch = Stretch(document_id="plan", start=0, end=len(passage.text))
    evidence = Evidence(stretch=stretch, text=passage.text, bag=bag, around=(bag,), passage=passage)
    return Scored(evidence=evidence, coverage=0.6, own=0.6, said=3, worth=worth)


def _document() -> DocumentRecord:
    return DocumentRecord(
        id="plan",
        sha256="plan",
        file_name="plan.txt",
        media_type=MediaType.TEXT,
        size_bytes=1,
        status=DocumentStatus.READY,
        pages=1,
        received_at=datetime(2025, 6, 1, tzinfo=UTC),
    )


def _context(*texts: str, scope: Scope | None = None) -> AskingContext:
    hits = [Hit.model_construct(passage=_passage(number, text)) for number, text in enumerate(texts)]
    context = AskingContext(
        question=read_question(_QUESTION, accent=str),
        scope=scope or Scope(document_ids=("plan", "notice")),
        profiles={"plan": Profile(document=_document())},
        hits=hits,
        citer=None,  # type: ignore[arg-type]
        register=FakeRegister(),
        looks=None,  # type: ignore[arg-type]
    )
    context.defined = {}
    return context


def _suited(found: str = _FOUND, *, worth: float = 0.65, kind: str = BlockKind.PARAGRAPH) -> list[Scored]:
    return [_scored(_passage(0, found, kind), worth), _scored(_passage(1, _RIVAL), 0.6)]


def test_what_the_question_is_about_stands_in_another_passage() -> None:
    suited = _suited()
    assert is_another_matter(_context(_FOUND, _RIVAL, _ELSEWHERE), suited[0], suited)


def test_a_word_that_no_passage_says_is_merely_the_askers_own() -> None:
    suited = _suited()
    assert not is_another_matter(_context(_FOUND, _RIVAL), suited[0], suited)


def test_a_sentence_that_says_much_or_leads_all_others_is_believed() -> None:
    context = _context(_FOUND, _RIVAL, _ELSEWHERE)
    much, leading = _suited(worth=0.8), _suited(worth=0.71)
    assert not is_another_matter(context, much[0], much)
    assert not is_another_matter(context, leading[0], leading)
    assert not is_another_matter(context, leading[0], [leading[0], leading[0]]), "a copy of it is no rival"


@pytest.mark.parametrize(
    "scope", [Scope(document_ids=("plan",)), Scope(document_ids=("plan", "notice"), is_named=True)]
)
def test_in_a_document_that_the_question_tells_nothing_is_refused(scope: Scope) -> None:
    suited = _suited()
    assert not is_another_matter(_context(_FOUND, _RIVAL, _ELSEWHERE, scope=scope), suited[0], suited)


def test_rows_and_short_lines_are_not_judged() -> None:
    context = _context(_FOUND, _RIVAL, _ELSEWHERE)
    row, line = _suited(kind="table_row"), _suited("Cấp bằng khi đủ")
    assert not is_another_matter(context, row[0], row)
    assert not is_another_matter(context, line[0], line)
