"""Whether files are really taken apart off the network on this machine."""

from core.limits import Limits
from core.record import Record
from ingest.files.isolation import call_isolated
from ingest.files.no_network import is_cut


class IsolationRequest(Record):
    """Asks a child how it is held."""


class IsolationReport(Record):
    """How a child is held."""

    is_off_network: bool


def look_around(_request: IsolationRequest) -> IsolationReport:
    """How this process is held."""
    return IsolationReport(is_off_network=is_cut())


def is_off_network(limits: Limits) -> bool:
    """Whether the children that take files apart can reach no network."""
    return call_isolated(look_around, IsolationRequest(), limits=limits, where="").is_off_network
