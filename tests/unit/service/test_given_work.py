"""Which units a document gives work to is read once, and again when the document or one of its tasks changed."""

from datetime import UTC, datetime

from core.directive import Directive
from core.source import MediaType
from core.task import Task
from service.answers.given_work import GivenWork
from service.records import DocumentRecord, DocumentStatus
from tests.unit.service.task_cases import directive, tasks_of

TEXT = """KẾ HOẠCH
Triển khai công tác văn thư

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng

- Xây dựng quy trình số hóa hồ sơ.

- Báo cáo Ban Thường vụ trước ngày 15/12/2025.

2. Ban Tổ chức chủ trì, phối hợp với Văn phòng tập huấn cho cán bộ.
"""


def _record(text: str = TEXT) -> DocumentRecord:
    return DocumentRecord(
        id="a" * 16, sha256="a" * 64, file_name="a.txt", media_type=MediaType.TEXT, size_bytes=len(text),
        status=DocumentStatus.READY, pages=1, received_at=datetime(2025, 1, 1, tzinfo=UTC),
    )  # fmt: skip


class _Loads:
    def __init__(self, text: str) -> None:
        self.count, self.directive, self.tasks = 0, directive(text), tasks_of(text)

    def __call__(self) -> tuple[Directive, tuple[Task, ...]]:
        self.count += 1
        return self.directive, self.tasks


def test_units_stand_with_the_items_that_give_them_work() -> None:
    load = _Loads(TEXT)
    work = {unit: items for unit, items in GivenWork().of(_record(), (), load)}
    told = {unit: "\n".join(load.directive.text[one.start : one.end] for one in items) for unit, items in work.items()}
    assert "số hóa hồ sơ" in told["Văn phòng"]
    assert "15/12/2025" in told["Văn phòng"]
    assert "tập huấn cho cán bộ" in told["Ban Tổ chức"]


def test_what_did_not_change_is_not_read_again() -> None:
    given, document, outlines, load = GivenWork(), _record(), (object(),), _Loads(TEXT)
    first = given.of(document, outlines, load)  # type: ignore[arg-type]
    assert given.of(document, outlines, load) is first  # type: ignore[arg-type]
    assert load.count == 1


def test_another_reading_and_a_changed_task_are_read_again() -> None:
    given, document, load = GivenWork(), _record(), _Loads(TEXT)
    given.of(document, (), load)
    given.of(_record(), (), load)
    assert load.count == 2
    given.of(document, (object(),), load)  # type: ignore[arg-type]
    assert load.count == 3
