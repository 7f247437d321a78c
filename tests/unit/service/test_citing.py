"""Passages are cited from their pages as the whole directive would have them cited."""

import pytest

from core.directive import Directive
from index.passage import Passage
from index.passages import cut_passages
from ingest.understand import understand
from service.answers.citing import Citer
from service.answers.draft import Stretch
from service.store.record_store import RecordStore
from tests.records import held, make_page

FIRST = """SỞ Y TẾ
Số: 12/KH-SYT

KẾ HOẠCH
Kiểm tra phòng cháy

1. Các phòng kiểm tra bình chữa cháy, lối thoát nạn và gửi kết quả về Văn phòng,
"""
SECOND = """kèm ảnh chụp từng tầng, trước ngày 20 tháng 5 năm 2025.

2. Văn phòng tổng hợp, báo cáo Giám đốc.
"""


@pytest.fixture
def passages(store: RecordStore) -> tuple[Passage, ...]:
    directive = understand((make_page(1, FIRST), make_page(2, SECOND)))
    return cut_passages(directive, held(store, "ke-hoach.txt", directive))


def _stretch(passage: Passage) -> Stretch:
    return Stretch(document_id=passage.document_id, start=passage.start, end=passage.end)


def test_pages_alone_give_the_citations_of_the_directive(store: RecordStore, passages: tuple[Passage, ...]) -> None:
    assert any("\f" in passage.text for passage in passages)
    for passage in passages:
        by_page, whole = Citer(store.snapshot), Citer(store)
        assert by_page.cite_passages([passage]) == whole.cite([_stretch(passage)])


def test_a_passage_over_two_pages_is_cited_without_its_directive(
    store: RecordStore, passages: tuple[Passage, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, document_id: str) -> Directive:
        raise AssertionError(f"{document_id} is loaded")

    over_two = next(passage for passage in passages if "\f" in passage.text)
    monkeypatch.setattr(type(store.snapshot), "load_directive", refuse)
    cited = Citer(store.snapshot).cite_passages([over_two])
    assert [citation.page_no for citation in cited] == [1, 2]
    assert cited[1].section == "1"


def test_a_passage_of_a_former_reading_is_cited_as_the_text_stands_now(
    store: RecordStore, passages: tuple[Passage, ...]
) -> None:
    former = passages[1].model_copy(update={"text": passages[1].text.replace("a", "o")})
    unknown = passages[1].model_copy(update={"page_start": -1})
    expected = Citer(store).cite([_stretch(passages[1])])
    assert Citer(store.snapshot).cite_passages([former]) == Citer(store.snapshot).cite_passages([unknown]) == expected
