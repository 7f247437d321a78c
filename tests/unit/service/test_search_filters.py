"""Filters of a search, typed or said."""

from datetime import UTC, date, datetime

import pytest

from core.directive import Letterhead
from core.errors import InvalidInput
from core.source import MediaType
from service.records import DocumentRecord, DocumentStatus
from service.search_filters import SearchFilters, matching_documents, read_filters


def _document(key: str, **head: object) -> DocumentRecord:
    return DocumentRecord(
        id=key, sha256=key, file_name=f"{key}.txt", media_type=MediaType.TEXT, size_bytes=1,
        status=DocumentStatus.READY, pages=1, letterhead=Letterhead.model_validate(head),
        received_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


DOCUMENTS = (
    _document("plan", kind="Kế hoạch", number="15/KH-CĐN", issuer="Công đoàn Giáo dục", issued_on=date(2025, 4, 15)),
    _document("notice", kind="Thông báo", number="453/TB-UBND", issuer="UBND Hà Nội", issued_on=date(2026, 4, 29)),
    _document("silent"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('hạn báo cáo loai:"kế hoạch"', ["plan"]),
        ('hạn báo cáo LOẠI:"KE HOACH"', ["plan"]),
        ('treo cờ coquan:"hà nội"', ["notice"]),
        ("treo cờ nam:2026", ["notice"]),
        ("hạn tu:2025-01-01 den:2025-12-31", ["plan"]),
        ("hạn tu:01/01/2025 den:31/12/2025", ["plan"]),
        ("hạn vanban:15/kh-cdn", ["plan"]),
        ('hạn donvi:"ban nghiệp vụ"', ["plan"]),
        ("hạn báo cáo trong các kế hoạch ban hành năm 2025", ["plan"]),
        ("hạn báo cáo trong các thông báo ban hành năm 2025", []),
    ],
)
def test_only_documents_that_pass_every_filter_are_left(typed: str, found: list[str]) -> None:
    filters = read_filters(typed).filters
    kept = matching_documents(filters, DOCUMENTS, with_unit=lambda unit: {"plan"} if unit in "ban nghiep vu" else ())
    assert list(kept) == found


def test_typed_filters_are_no_words_and_other_colons_are() -> None:
    asked = read_filters('thời gian: 8:30 nam:2025 "loai:x')
    assert asked.words == 'thời gian: 8:30 "loai:x'
    assert asked.filters == SearchFilters(since=date(2025, 1, 1), until=date(2025, 12, 31))
    assert read_filters("kế hoạch năm 2025").filters.is_empty


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(InvalidInput):
        read_filters("hạn tu:2025-13-01")
