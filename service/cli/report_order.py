"""Options that say which report is wanted; shared by the commands that draft one."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.report import ReportKind
from service.cli.arguments import parse_optional_date

if TYPE_CHECKING:
    from service.reports.order import ReportOrder

Unit = Annotated[str, typer.Option("--unit", metavar="U", help="Đơn vị báo cáo.")]
Start = Annotated[
    str | None, typer.Option("--from", metavar="D", help="Ngày đầu kỳ báo cáo; không nêu thì theo chế độ báo cáo.")
]
End = Annotated[
    str | None, typer.Option("--to", metavar="D", help="Ngày cuối kỳ báo cáo; không nêu thì theo chế độ báo cáo.")
]
Kind = Annotated[
    ReportKind | None,
    typer.Option("--kind", help="Định kỳ, sơ kết, tổng kết hay đột xuất; không nêu thì theo chế độ báo cáo."),
]
Duty = Annotated[
    str | None, typer.Option("--duty", metavar="MÃ", help="Chế độ báo cáo phải trả lời (xem `dondoc duties`).")
]
Units = Annotated[
    list[str] | None, typer.Option("--of", metavar="U", help="Tổng hợp của đơn vị này; nêu nhiều lần được.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="D", help="Ngày lập báo cáo; mặc định là hôm nay.")]


def order_of(
    unit: str,
    *,
    period: tuple[str | None, str | None],
    kind: ReportKind | None,
    duty: str | None,
    units: list[str] | None,
    as_of: str | None,
) -> "ReportOrder":
    """The order that the options say.

    Raises:
        InvalidInput: a day that is none.
    """
    from service.reports.order import ReportOrder

    return ReportOrder(
        unit=unit,
        units=tuple(units or ()),
        period_start=parse_optional_date(period[0], option="--from"),
        period_end=parse_optional_date(period[1], option="--to"),
        kind=kind,
        duty_id=duty,
        as_of=parse_optional_date(as_of, option="--as-of") or date.today(),
    )
