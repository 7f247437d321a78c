"""What a careful officer would want to know before relying on a directive.

Precision comes first: on a clean document almost nothing may fire. Each rule lives beside its kin:

    anomalies_own         the directive's own number, date and kind against each other and its annexes
    anomalies_citations   citations: dates after the directive's own, number against kind or date, two dates or numbers
    anomalies_dates       impossible dates, deadlines before or on the day of issue
    anomalies_phases      phases that overlap, periods that end before they begin, weekdays
    anomalies_sums        percentages and totals that do not add up
    anomalies_annex       an annex row against the sentence of the body that it repeats
    anomalies_head        what number, date, signature or letterhead lack
    handwritten_head      a handwritten day of issue, narrowed by citations and stamps
    anomalies_text        broken-off text, leftovers of reading, empty cells, two spellings
    anomalies_units       one unit named in two ways
"""

from collections.abc import Sequence

from core.directive import Anomaly, Directive
from ingest.anomalies.annex import annex_anomalies
from ingest.anomalies.citations import citation_anomalies
from ingest.anomalies.dates import date_anomalies
from ingest.anomalies.head import head_anomalies
from ingest.anomalies.own_statements import own_anomalies
from ingest.anomalies.phases import phase_anomalies
from ingest.anomalies.running_text import text_anomalies
from ingest.anomalies.sums import sum_anomalies
from ingest.anomalies.units import unit_anomalies
from ingest.citations.mentions import Mention
from ingest.letterheads.handwritten_head import handwritten_date_anomalies

_ORDER = {"high": 0, "medium": 1, "low": 2}


def find_anomalies(directive: Directive, mentions: Sequence[Mention]) -> tuple[Anomaly, ...]:
    """All anomalies, the gravest first, then in the order of the text.

    Args:
        directive: with blocks, tables, letterhead and references.
        mentions: every citation by number.
    """
    found = [
        *own_anomalies(directive, mentions),
        *citation_anomalies(directive, mentions),
        *date_anomalies(directive),
        *phase_anomalies(directive),
        *sum_anomalies(directive),
        *annex_anomalies(directive),
        *unit_anomalies(directive),
        *head_anomalies(directive),
        *handwritten_date_anomalies(directive),
        *text_anomalies(directive),
    ]
    return tuple(sorted(found, key=_rank))


def _rank(anomaly: Anomaly) -> tuple[int, int]:
    return _ORDER[anomaly.severity.value], anomaly.spans[0].start if anomaly.spans else 0
