"""The figures that layout is checked against, by rule set.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I; Hướng dẫn 05-HD/VPTW, Phần II. The Party's size table is not public: sizes
of its parts are left unchecked (None) but for the body.
"""

from typing import Final

from core.record import Record


class Range(Record):
    """A closed interval."""

    low: float
    high: float

    def holds(self, value: float, *, slack: float = 0.01) -> bool:
        return self.low - slack <= value <= self.high + slack

    def __str__(self) -> str:
        """
        >>> str(Range(low=13, high=14)), str(Range(low=20, high=20))
        ('13-14', '20')
        """
        low, high = (f"{value:g}".replace(".", ",") for value in (self.low, self.high))
        return low if low == high else f"{low}-{high}"


class FormatRules(Record):
    """Margins in millimetres, sizes in points; a size that is None is not checked."""

    name: str
    top_bottom_mm: Range
    left_mm: Range
    right_mm: Range
    motto_pt: Range | None
    motto_line_pt: Range | None
    issuer_pt: Range | None
    number_pt: Range | None
    date_pt: Range | None
    kind_pt: Range | None
    title_pt: Range | None
    subject_pt: Range | None
    body_pt: Range
    indents_cm: tuple[float, ...]
    line_multiple: Range | None
    exact_line_pt: Range
    page_number_pt: Range | None
    recipients_label_pt: Range | None
    recipients_pt: Range | None
    signature_pt: Range | None


def _between(low: float, high: float | None = None) -> Range:
    return Range(low=low, high=low if high is None else high)


STATE_RULES: Final = FormatRules(
    name="NĐ 30/2020/NĐ-CP, Phụ lục I",
    top_bottom_mm=_between(20, 25),
    left_mm=_between(30, 35),
    right_mm=_between(15, 20),
    motto_pt=_between(12, 13),
    motto_line_pt=_between(13, 14),
    issuer_pt=_between(12, 13),
    number_pt=_between(13),
    date_pt=_between(13, 14),
    kind_pt=_between(13, 14),
    title_pt=_between(13, 14),
    subject_pt=_between(12, 13),
    body_pt=_between(13, 14),
    indents_cm=(1.0, 1.27),
    line_multiple=_between(1.0, 1.5),
    exact_line_pt=_between(14.9, 24.2),
    page_number_pt=_between(13, 14),
    recipients_label_pt=_between(12),
    recipients_pt=_between(11),
    signature_pt=_between(13, 14),
)

PARTY_RULES: Final = FormatRules(
    name="Hướng dẫn 05-HD/VPTW",
    top_bottom_mm=_between(20),
    left_mm=_between(30),
    right_mm=_between(15),
    motto_pt=None,
    motto_line_pt=None,
    issuer_pt=None,
    number_pt=None,
    date_pt=None,
    kind_pt=None,
    title_pt=None,
    subject_pt=None,
    body_pt=_between(13, 15),
    indents_cm=(1.0,),
    line_multiple=None,
    exact_line_pt=_between(18, 22),
    page_number_pt=None,
    recipients_label_pt=None,
    recipients_pt=None,
    signature_pt=None,
)
