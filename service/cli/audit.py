"""`dondoc audit`: who did what."""

from datetime import datetime
from typing import Annotated

import typer

from service.cli.arguments import AsJson
from service.cli.output import print_json, print_table, print_text, reported_errors
from service.cli.session import reading_office
from service.labels import DEED
from service.vietnamese_dates import show_moment


def audit(
    context: typer.Context,
    since: Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Từ ngày này.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Kiểm tra nhật ký có bị sửa, xóa, chèn không.")] = False,
    last: Annotated[int, typer.Option("--last", min=1, help="Chỉ bao nhiêu mục cuối.")] = 200,
    as_json: AsJson = False,
) -> None:
    """Nhật ký kiểm toán: ai xem, hỏi, đổi, tải, duyệt gì. `--json` xuất ra để lưu nơi khác."""
    with reported_errors(as_json), reading_office(context) as office:
        if verify:
            count = office.audit.verify()
            if as_json:
                print_json({"entries": count})
            else:
                print_text(f"Nhật ký liền mạch, {count} mục.")
            return
        skipped = max(0, office.audit.count() - last)
        wanted = [one for one in office.audit.entries(after=skipped) if since is None or one.at.date() >= since.date()]
        if as_json:
            print_json({"entries": wanted})
            return
        rows = [
            (str(one.number), show_moment(one.at), one.act.who, DEED[one.act.deed], one.act.what, one.act.subject)
            for one in wanted
        ]
        print_table(("Số", "Lúc", "Ai", "Việc", "Địa chỉ", "Mã"), rows)
