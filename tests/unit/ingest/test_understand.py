from pathlib import Path

import pytest

from core.directive import BlockKind
from ingest.understand import understand
from tests.unit.ingest.directives import PLAN, directive_of, pages_of

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.txt"))


def test_samples_are_there():
    assert len(SAMPLES) == 5


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_every_span_is_a_substring_of_the_text(path):
    directive = directive_of(path.read_text(encoding="utf-8"))
    spans = [span for reference in directive.references for span in reference.spans]
    spans += [span for anomaly in directive.anomalies for span in anomaly.spans]
    spans += [span for spans in directive.letterhead.spans.values() for span in spans]
    spans += [abbreviation.span for abbreviation in directive.abbreviations]
    assert spans
    assert all(directive.text[span.start : span.end] == span.text for span in spans)


def test_plan_is_understood_whole():
    directive = directive_of(PLAN)
    assert directive.letterhead.number == "12/KH-CĐN"
    assert [section.path for section in directive.sections] == ["I", "II"]
    assert [reference.number for reference in directive.references] == ["103/KH-LĐLĐ"]
    assert [abbreviation.short for abbreviation in directive.abbreviations] == ["CBNGNLĐ"]
    assert directive.anomalies == ()


def test_two_column_letterhead_keeps_body_clean():
    directive = directive_of(PLAN)
    kinds = {block.kind for block in directive.blocks}
    assert {
        BlockKind.LETTERHEAD,
        BlockKind.TITLE,
        BlockKind.RECIPIENTS,
        BlockKind.SIGNATURE,
        BlockKind.CLOSING,
    } <= kinds


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\f\f", "x", "1.", "|", "- ", "\t\t\n\t\t", "Số:", "KẾ HOẠCH", "Nơi nhận:"]
)
def test_poor_texts_do_no_harm(text):
    directive = directive_of(text)
    assert directive.letterhead.number is None
    assert directive.references == ()


def test_no_pages_make_an_empty_directive():
    assert understand([]).blocks == ()


def test_pages_are_kept_as_they_came():
    pages = pages_of("Trang một\fTrang hai")
    assert directive_of("Trang một\fTrang hai").pages == tuple(pages)
