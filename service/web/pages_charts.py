"""Biểu đồ: progress by unit and by directive, deadlines ahead, how well the documents were read."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.follow_up.conditions import TaskCondition
from service.office import Office
from service.web.charts import months_ahead, status_bar
from service.web.document_labels import document_labels
from service.web.rendering import PageRenderer
from service.web.share_bars import progress_chart, reading_chart

_UNITS, _DOCUMENTS, _READ = 15, 15, 20


def add_charts(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page at `/bieu-do`."""

    @router.get("/bieu-do", response_class=HTMLResponse)
    def charts(request: Request) -> HTMLResponse:
        names, day = document_labels(office), today()
        counts = office.follow_up.counts(TaskCondition(), today=day)
        own = office.follow_up.own_unit()
        units = office.progress.by_unit(today=day, limit=_UNITS)
        documents = office.progress.by_document(today=day, limit=_DOCUMENTS)
        return pages.page(
            request,
            "charts.html",
            counts=counts,
            status_bars=status_bar(counts),
            month_bars=months_ahead(counts, day),
            by_unit=progress_chart(units, names={}, query="/nhiem-vu?" + urlencode({"don-vi": ""})),
            by_document=progress_chart(documents, names=names, query="/nhiem-vu?xep=van-ban&van-ban="),
            reading=reading_chart(office.progress.reading(limit=_READ), names=names),
            own_unit=own.name if own else "",
        )
