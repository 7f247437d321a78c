"""Figures of this process for Prometheus, and of the office as the database has it at the moment of asking."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from service.upkeep.status import SystemStatus

REQUEST_SECONDS = Histogram(
    "dondoc_http_request_seconds",
    "Time to answer a request, by route pattern and class of status.",
    ("method", "route", "status"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60),
    registry=None,
)
PAGE_SECONDS = Histogram(
    "dondoc_page_seconds",
    "Time to read a page, by the way it was read.",
    ("method",),
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120),
    registry=None,
)
ANSWERS = Counter(
    "dondoc_answers", "Questions answered, by whether the documents said it.", ("outcome",), registry=None
)

_BUILD = Info("dondoc", "The program.", registry=None)
_BUILD.info({"version": version("dondoc")})

TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def render_metrics(status: SystemStatus) -> bytes:
    """All figures in the text format that Prometheus reads."""
    registry = CollectorRegistry()
    for collector in (REQUEST_SECONDS, PAGE_SECONDS, ANSWERS, _BUILD, _OfficeCollector(status)):
        registry.register(collector)
    return generate_latest(registry)


@contextmanager
def timed_page() -> Iterator[list[str]]:
    """Counts and times the page read inside; the block puts the name of the method into the list it is given.

    A block that puts none counts as `failed`.
    """
    method: list[str] = []
    started = time.perf_counter()
    try:
        yield method
    finally:
        PAGE_SECONDS.labels(method[0] if method else "failed").observe(time.perf_counter() - started)


class _OfficeCollector(Collector):
    """How the office stands, as gauges."""

    def __init__(self, status: SystemStatus) -> None:
        self._status, self._standing = status, status.standing

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield from self._work()
        yield GaugeMetricFamily("dondoc_workers", "Workers that give signs of life.", self._status.living)
        yield GaugeMetricFamily(
            "dondoc_workers_silent",
            "Workers whose work is being taken over.",
            len(self._status.workers) - self._status.living,
        )
        yield GaugeMetricFamily(
            "dondoc_disk_free_bytes", "Room on the disk of the data folder.", self._status.free_bytes
        )
        if self._status.last_backup is not None:
            yield GaugeMetricFamily(
                "dondoc_last_backup_timestamp_seconds",
                "When the last good backup was written.",
                self._status.last_backup.written_at.timestamp(),
            )

    def _work(self) -> Iterator[GaugeMetricFamily]:
        documents = GaugeMetricFamily("dondoc_documents", "Documents held, by status.", labels=("status",))
        for status, count in self._standing.documents.items():
            documents.add_metric((status,), count)
        yield documents
        yield GaugeMetricFamily(
            "dondoc_pages_waiting", "Pages of unfinished documents that are not read yet.", self._standing.pages_waiting
        )
        yield GaugeMetricFamily(
            "dondoc_oldest_waiting_seconds",
            "How long the oldest unfinished document has been waiting.",
            self._standing.oldest_waiting_seconds,
        )
