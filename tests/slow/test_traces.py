"""Traces reach the collector that the setting names."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,
)

pytestmark = pytest.mark.slow

_PROGRAM = """
import sys
from opentelemetry import trace
from service.observing.traces import span, start_traces
start_traces(sys.argv[1])
with span("page.read", {"page.no": 3}):
    pass
trace.get_tracer_provider().shutdown()
"""


class _Collector(TraceServiceServicer):
    def __init__(self) -> None:
        self.names: list[str] = []

    def Export(self, request: ExportTraceServiceRequest, context: grpc.ServicerContext) -> ExportTraceServiceResponse:
        self.names += [
            span.name for resource in request.resource_spans for scope in resource.scope_spans for span in scope.spans
        ]
        return ExportTraceServiceResponse()


def test_spans_are_sent_to_the_collector() -> None:
    collector = _Collector()
    server = grpc.server(ThreadPoolExecutor(1))
    add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        url = f"http://127.0.0.1:{port}"
        subprocess.run([sys.executable, "-c", _PROGRAM, url], check=True, timeout=60)
    finally:
        server.stop(1).wait()
    assert collector.names == ["page.read"]
