"""Looking names up by their words finds what going through all documents would find."""

from datetime import UTC, datetime

import pytest

from core.directive import Letterhead
from core.source import MediaType
from service.answers.profile_places import places_of
from service.answers.question import read_question
from service.answers.scope import Profile, find_scope
from service.records import DocumentRecord, DocumentStatus

HEADS = (
    Letterhead(kind="Kế hoạch", issuer="Bộ Công an", title="phòng cháy, chữa cháy"),
    Letterhead(kind="Công văn", issuer="Sở Y tế Đà Nẵng", title="tiêm chủng mở rộng"),
    Letterhead(kind="Kế hoạch", issuer="Liên đoàn Lao động tỉnh Tây Ninh", title="chuyển đổi số"),
    Letterhead(),
)


def _profile(number: int, head: Letterhead) -> Profile:
    return Profile(
        document=DocumentRecord(
            id=f"{number:016x}", sha256=f"{number:064x}", file_name="a.txt", media_type=MediaType.TEXT, size_bytes=1,
            status=DocumentStatus.READY, pages=1, letterhead=head, received_at=datetime(2025, 1, 1, tzinfo=UTC),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    "question", ["ke hoach chuyen doi so", "bca phòng chay", "kế hoạhc tiêm chủg", "ldld tay ninh", "thời tiết"]
)
def test_looking_up_gives_what_going_through_all_gives(question: str) -> None:
    profiles = tuple(_profile(number, head) for number, head in enumerate(HEADS))
    asked = read_question(question, accent=str)
    guess = asked.accentless
    for term in (term.model_copy(update={"others": ()}) for term in asked.terms):
        by_hand = [
            max(profile.names.credit(term, accentless=guess), 0.5 * profile.topic.credit(term, accentless=guess))
            for profile in profiles
        ]
        assert places_of(profiles).credits(term, accentless=guess).tolist() == by_hand
    assert places_of(profiles) is places_of(list(profiles))
    assert places_of(profiles[:2]) is not places_of(profiles)


@pytest.mark.parametrize(("alike", "meant"), [(3, 3), (40, 44)])
def test_a_question_that_points_at_many_documents_points_at_none(alike: int, meant: int) -> None:
    many = [
        Letterhead(kind="Kế hoạch", issuer="Sở Giáo dục và Đào tạo", title=f"thi đua {one}") for one in range(alike)
    ]
    profiles = tuple(_profile(number, head) for number, head in enumerate((*HEADS, *many)))
    scope = find_scope(read_question("hành vi bị cấm của Sở Giáo dục và Đào tạo", accent=str), profiles)
    assert len(scope.document_ids) == meant
    assert scope.document_ids[0] == f"{len(HEADS):016x}"
