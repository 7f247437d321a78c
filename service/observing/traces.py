"""Traces for a collector that a setting names; without it nothing is recorded and nothing leaves the machine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version

from opentelemetry import trace
from opentelemetry.trace import Span

_NAME = "dondoc"


def start_traces(url: str | None) -> None:
    """Sends spans to the OTLP collector (gRPC) at `url` from now on; does nothing without one."""
    if url is None:
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": _NAME, "service.version": version(_NAME)}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url)))
    trace.set_tracer_provider(provider)


@contextmanager
def span(name: str, attributes: Mapping[str, str | int] | None = None) -> Iterator[Span]:
    """A span around the block; attributes hold ids, codes and counts, never words of documents."""
    with trace.get_tracer(_NAME).start_as_current_span(name, attributes=dict(attributes or {})) as current:
        yield current
