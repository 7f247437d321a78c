"""What units have done of the tasks of one directive, for a synthesis."""

from fastapi import APIRouter

from core.record import Record
from core.task import TaskStatus
from core.unit_result import UnitResult
from service.office import Office


class UnitResults(Record):
    """What holds now for each task and unit; what is not confirmed was read from a report and only proposed."""

    results: tuple[UnitResult, ...]


class Telling(Record):
    """How a task stands at a unit, as a person says."""

    task_id: str
    unit: str
    status: TaskStatus | None = None
    words: str = ""
    by: str


class Reader(Record):
    """Who has the reports read."""

    by: str


class Confirmation(Record):
    """Which proposals a person stands by: of one unit, of one task, or all."""

    unit: str | None = None
    task_id: str | None = None
    by: str


class Confirmed(Record):
    """How many proposals were confirmed."""

    confirmed: int


def build_result_routes(office: Office) -> APIRouter:
    """Routes about results of units."""
    router = APIRouter(prefix="/documents/{key}/results", tags=["Kết quả của các đơn vị"])

    @router.get("", summary="Kết quả của các đơn vị")
    def list_results(key: str) -> UnitResults:
        return UnitResults(results=office.reporting.results.results(office.documents.find(key).id))

    @router.post("", summary="Nhập kết quả của một đơn vị", status_code=201)
    def enter(key: str, told: Telling) -> UnitResult:
        return office.reporting.results.enter(
            office.documents.find(key).id, told.task_id, told.unit, status=told.status, words=told.words, actor=told.by
        )

    @router.post("/read", summary="Đọc đề xuất từ báo cáo của các đơn vị")
    def read(key: str, reader: Reader) -> UnitResults:
        return UnitResults(
            results=office.reporting.results.read_reports(office.documents.find(key).id, actor=reader.by)
        )

    @router.post("/confirm", summary="Xác nhận đề xuất")
    def confirm(key: str, wanted: Confirmation) -> Confirmed:
        count = office.reporting.results.confirm(
            office.documents.find(key).id, unit=wanted.unit, task_id=wanted.task_id, actor=wanted.by
        )
        return Confirmed(confirmed=count)

    return router
