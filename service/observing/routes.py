"""Addresses for those who look after the program: alive, ready, metrics."""

import logging

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.observing.metrics import TEXT_FORMAT, render_metrics
from service.store.standing import StandingStore

_log = logging.getLogger(__name__)


def build_observing_routes(standing: StandingStore) -> APIRouter:
    """`/healthz`, `/readyz` and `/metrics`, outside the API: their form is what orchestrators and Prometheus expect."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    def alive() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @router.get("/readyz")
    def ready() -> JSONResponse:
        try:
            standing.check()
        except SQLAlchemyError:
            _log.exception("the database does not answer")
            return JSONResponse({"ready": False, "database": "failed"}, status_code=503)
        return JSONResponse({"ready": True, "database": "ok"})

    @router.get("/metrics")
    def metrics() -> Response:
        return Response(render_metrics(standing), media_type=TEXT_FORMAT)

    return router
