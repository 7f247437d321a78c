"""`dondoc feeds`: private calendars that other programs read from the server."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.arguments import AsJson
from service.cli.output import print_json, print_table, print_text, reported_errors
from service.cli.session import reading_office
from service.follow_up.conditions import TaskCondition
from service.follow_up.feed import NewFeed, feed_path
from service.follow_up.own_unit import OwnRole

if TYPE_CHECKING:
    from service.office import Office

commands = typer.Typer(help="Lịch riêng cho ứng dụng lịch: mở, đổi địa chỉ, đóng.", no_args_is_help=True)


@commands.command("list")
def list_feeds(context: typer.Context, as_json: AsJson = False) -> None:
    """Các lịch riêng đang mở."""
    with reported_errors(as_json), reading_office(context) as office:
        feeds = office.feeds.list_feeds()
        if as_json:
            print_json({"feeds": list(feeds)})
        else:
            print_table(
                ("Số", "Tên", "Mở lúc"), [(str(f.id), f.name, f"{f.made_at:%d/%m/%Y %H:%M} UTC") for f in feeds]
            )


@commands.command("new")
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN")],
    document: Annotated[str | None, typer.Option("--document", metavar="DOC", help="Chỉ của văn bản này.")] = None,
    unit: Annotated[str, typer.Option("--unit", help="Chỉ của đơn vị này.")] = "",
    mine: Annotated[bool, typer.Option("--mine", help="Chỉ việc của đơn vị tôi.")] = False,
    as_json: AsJson = False,
) -> None:
    """Mở một lịch riêng; địa chỉ chỉ hiện một lần."""
    with reported_errors(as_json), reading_office(context) as office:
        condition = TaskCondition(
            document_id=office.documents.find(document).id if document else "",
            unit=unit,
            own_roles=tuple(OwnRole) if mine else (),
        )
        _show(office, office.feeds.make(name, condition), as_json=as_json)


@commands.command("renew")
def renew(context: typer.Context, feed_id: int, as_json: AsJson = False) -> None:
    """Đổi địa chỉ; địa chỉ cũ hết hiệu lực."""
    with reported_errors(as_json), reading_office(context) as office:
        _show(office, office.feeds.renew(feed_id), as_json=as_json)


@commands.command("revoke")
def revoke(context: typer.Context, feed_id: int) -> None:
    """Đóng một lịch riêng."""
    with reported_errors(False), reading_office(context) as office:
        office.feeds.revoke(feed_id)


def _show(office: "Office", made: NewFeed, *, as_json: bool) -> None:
    if as_json:
        print_json({"feed": made.feed, "path": feed_path(made.token)})
    else:
        print_text(f"http://{office.settings.host}:{office.settings.port}{feed_path(made.token)}")
