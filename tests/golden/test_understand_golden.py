"""What is understood of the samples, whole; written anew only with REGEN_GOLDEN=1, and failing while that is set."""

import json
import os
from pathlib import Path

import pytest

from core.directive import Directive, Section
from tests.unit.ingest.directives import directive_of

GOLDEN = Path(__file__).parent / "understand"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def outline(directive: Directive) -> dict[str, object]:
    """The understanding of a directive with words in place of offsets."""
    return {
        "letterhead": directive.letterhead.model_dump(mode="json", exclude={"spans"}),
        "references": [
            reference.model_dump(mode="json", exclude={"spans", "document_id"})
            | {"spans": [span.text for span in reference.spans]}
            for reference in directive.references
        ],
        "abbreviations": {abbreviation.short: abbreviation.long for abbreviation in directive.abbreviations},
        "anomalies": [
            [anomaly.severity.value, anomaly.code, anomaly.message, anomaly.suggestion]
            for anomaly in directive.anomalies
        ],
        "sections": [section_outline(section) for section in directive.sections],
        "tables": [{"header": table.header, "rows": table.rows} for table in directive.tables],
        "blocks": [
            f"{block.kind.value} [{block.path}] {' '.join(directive.text[block.start : block.end].split())[:60]}"
            for block in directive.blocks
        ],
    }


def section_outline(section: Section) -> dict[str, object]:
    return {"path": section.path, "title": section.title, "children": [section_outline(c) for c in section.children]}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_samples_are_understood_as_before(path):
    golden = GOLDEN / f"{path.name[:3]}.json"
    written = json.dumps(outline(directive_of(path.read_text(encoding="utf-8"))), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("REGEN_GOLDEN") == "1":
        golden.write_text(written, encoding="utf-8")
        pytest.fail("golden file written anew: look at the difference, then run without REGEN_GOLDEN")
    assert written == golden.read_text(encoding="utf-8")
