"""The data sheet that web pages print above a document ("Số ký hiệu", "Ngày ban hành", "Người ký" …): no letterhead."""

import re
from collections.abc import Sequence

from core.text import fold_aligned
from ingest.letterheads.crowded_lines import holds_motto
from ingest.structure.lines import Line, is_separator
from ingest.structure.markers import is_capitals

_LABEL = re.compile(
    r"[|\s]*(?:so(?: ky)? hieu|so/ky hieu|ngay (?:ban hanh|hieu luc|co hieu luc|dang|het hieu luc|cong bao)"
    r"|loai van ban|(?:co quan|noi) ban hanh|nguoi ky|chuc vu nguoi ky|trich yeu|tinh trang(?: hieu luc)?|linh vuc"
    r"|thuoc tinh|so cong bao|tai (?:ve|van ban)|luoc do|tep (?:dinh kem|van ban)|file dinh kem|luot xem)\s*(?:[:|]|$)"
)
_SHEET_LINES = 60
_FEWEST_LABELS = 3


def sheet_end(lines: Sequence[Line]) -> int:
    """Index of the first line after a data sheet that stands above the letterhead; 0 where there is none.

    A sheet has three labels or more, and Quốc hiệu or Đảng hiệu stands below it.
    """
    motto = next((number for number, line in enumerate(lines[:_SHEET_LINES]) if holds_motto(line)), 0)
    labels = [number for number in range(motto) if _LABEL.match(fold_aligned(lines[number].text))]
    if len(labels) < _FEWEST_LABELS:
        return 0
    end = motto
    while end - 1 > labels[-1] and _is_head(lines[end - 1]):
        end -= 1
    return end


def _is_head(line: Line) -> bool:
    """Whether the line may stand above the motto: a rule, or part of a body's name in capitals."""
    return is_separator(line) or is_capitals(line.text)
