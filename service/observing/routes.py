"""Addresses for those who look after the program: alive, ready, metrics."""

import logging

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.access.sight import seeing_all
from service.observing.metrics import TEXT_FORMAT, render_metrics
from service.store.standing import StandingStore
from service.upkeep.desk import UpkeepDesk

_log = logging.getLogger(__name__)


def build_observing_routes(standing: StandingStore, upkeep: UpkeepDesk) -> APIRouter:
    """`/healthz`, `/readyz` and `/metrics`, outside the API: their form is what orchestrators and Prometheus expect.

    A process is ready when it can answer; whether anybody reads documents is told beside it, and is no reason to keep
    people away.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    def alive() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @router.get("/readyz")
    def ready() -> JSONResponse:
        try:
            standing.check()
            workers = upkeep.living_workers()
        except SQLAlchemyError:
            _log.exception("the database does not answer")
            return JSONResponse({"ready": False, "database": "failed"}, status_code=503)
        return JSONResponse({"ready": True, "database": "ok", "workers": workers})

    @router.get("/metrics")
    def metrics() -> Response:
        with seeing_all():
            return Response(render_metrics(upkeep.status()), media_type=TEXT_FORMAT)

    return router
