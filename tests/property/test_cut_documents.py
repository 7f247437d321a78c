"""Real documents cut, torn and put together at random: they are read without harm, and nothing in them is invented."""

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import nfc, squeeze
from service.tasks.extract import extract_tasks
from tests.unit.ingest.directives import directive_of

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "tasks"
NAMES = ("cv-507-ubnd-quangngai", "cv-399-pgd-hiephoa", "kh-118-ubnd-hagiang", "cv-1617-bgddt", "cv-125-cdn-hagiang")


@cache
def _text(name: str) -> str:
    return nfc((GOLD / f"{name}.txt").read_text(encoding="utf-8"))


_CUTS = st.tuples(st.sampled_from(NAMES), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["", "\n", "\f", "\n\n"]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_CUTS, min_size=1, max_size=3))
def test_pieces_of_documents_give_only_what_stands_in_them(cuts):
    pieces = []
    for name, one, other, joint in cuts:
        text, (start, end) = _text(name), sorted((one, other))
        pieces.append(text[int(start * len(text)) : int(end * len(text))][:1500] + joint)
    directive = directive_of("".join(pieces))
    squeezed = squeeze(directive.text)
    for task in extract_tasks(directive, "doc"):
        assert all(directive.text[span.start : span.end] == span.text for span in task.spans)
        assert task.spans
        assert all(unit in squeezed for unit in (*task.lead_units, *task.coordinating_units))
        assert task.deadline is None or squeeze(task.deadline.raw) in squeezed
    for reference in directive.references:
        assert all(directive.text[span.start : span.end] == span.text for span in reference.spans)
