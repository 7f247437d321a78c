"""Measures of a report on paper, by whose rules it is laid out.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (state bodies; trade unions lay their documents out the same way);
Hướng dẫn 05-HD/VPTW of 27/5/2026 (Party bodies). Sizes of the Party's parts are those
in use: its size table is not public.
"""

from typing import Final

from core.record import Record
from service.reports.profile import BodyType


class Layout(Record):
    """Lengths in millimetres, sizes in points.

    Attributes:
        top_mm, bottom_mm, left_mm, right_mm: margins of an A4 page.
        left_column_mm: width of the issuer's side of the letterhead.
        motto_lines: right side of the letterhead, line by line.
        motto_sizes_pt: their sizes.
        exact_line_pt: exact line pitch of the body; None when spacing is a multiple, `line_multiple`.
    """

    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    header_mm: float = 10
    left_column_mm: float = 73
    motto_lines: tuple[str, ...]
    motto_sizes_pt: tuple[float, ...]
    issuer_size_pt: float
    number_size_pt: float
    date_size_pt: float
    kind_size_pt: float
    title_size_pt: float = 14
    body_size_pt: float = 14
    first_line_cm: float
    exact_line_pt: float | None = None
    line_multiple: float = 1.15

    @property
    def text_mm(self) -> float:
        """Width between the margins of a portrait page."""
        return 210 - self.left_mm - self.right_mm


_STATE: Final = Layout(
    motto_lines=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    motto_sizes_pt=(12, 13),
    issuer_size_pt=12,
    number_size_pt=13,
    date_size_pt=13,
    kind_size_pt=14,
    first_line_cm=1.27,
)
_PARTY: Final = Layout(
    left_column_mm=77,
    motto_lines=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    motto_sizes_pt=(15,),
    issuer_size_pt=14,
    number_size_pt=14,
    date_size_pt=14,
    kind_size_pt=16,
    first_line_cm=1.0,
    exact_line_pt=20,
)


def layout_for(body_type: BodyType) -> Layout:
    return _PARTY if body_type is BodyType.PARTY else _STATE
