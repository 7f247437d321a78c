"""Quản trị: health, jobs, storage, choices of the office, quality figures."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from core.errors import InvalidInput
from core.text import nfc, squeeze
from service.office import Office
from service.preferences import Preferences
from service.web.document_rows import document_row
from service.web.page_words import CHECK_NAMES, PREFERENCE, QUALITY_FIELD, STORAGE_PART
from service.web.rendering import PageRenderer
from service.web.sizes import show_size


def add_admin(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/quan-tri` and what its forms send."""

    @router.get("/quan-tri", response_class=HTMLResponse)
    def admin(request: Request, da_luu: bool = False, doc_lai: int | None = None) -> HTMLResponse:
        jobs, storage, status = office.upkeep.jobs(), office.upkeep.storage(), office.upkeep.status()
        going = (*jobs.running.documents, *jobs.waiting.documents, *jobs.paused.documents)
        return pages.page(
            request,
            "admin.html",
            checks=office.health(),
            check_names=CHECK_NAMES,
            jobs=jobs,
            running=[document_row(document) for document in going],
            failed=[document_row(document) for document in (*jobs.failed.documents, *jobs.set_aside.documents)],
            status=status,
            backup_size="" if status.last_backup is None else show_size(status.last_backup.size_bytes),
            parts_of_storage=[(STORAGE_PART[one.part], one.files, show_size(one.size_bytes)) for one in storage.parts],
            folder=storage.folder,
            used=show_size(storage.size_bytes),
            free=show_size(storage.free_bytes),
            chosen=office.upkeep.preferences,
            settings=office.settings,
            own_unit=office.follow_up.own_unit(),
            units=office.follow_up.units(leading=False),
            changes=office.upkeep.changes(),
            preference_names=PREFERENCE,
            quality=office.upkeep.quality(),
            quality_names=QUALITY_FIELD,
            saved=da_luu,
            retried=doc_lai,
        )

    @router.post("/quan-tri/thiet-lap")
    def choose(
        don_vi: Annotated[str, Form()] = "",
        so_dong: Annotated[int, Form()] = 50,
        so_trang: Annotated[int, Form()] = 0,
        so_van_ban: Annotated[int, Form()] = 0,
    ) -> RedirectResponse:
        try:
            wanted = Preferences(
                report_unit=squeeze(nfc(don_vi)),
                rows_a_page=so_dong,
                reading_workers=so_trang,
                reading_documents=so_van_ban,
            )
        except ValidationError as exc:
            raise InvalidInput("thiết lập ngoài giới hạn", advice="dùng các số trong khoảng ghi ở từng ô") from exc
        office.upkeep.choose(wanted)
        return RedirectResponse("/quan-tri?da_luu=1#thiet-lap", status_code=303)

    @router.post("/quan-tri/doc-lai")
    def retry() -> RedirectResponse:
        return RedirectResponse(f"/quan-tri?doc_lai={office.upkeep.retry_all()}#viec-doc", status_code=303)
