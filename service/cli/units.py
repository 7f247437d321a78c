"""`dondoc units`: the tree of units, as whoever may open the data folder looks after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service.access.records import Unit
from service.cli.arguments import AsJson
from service.cli.output import print_json, print_table, print_text, reported_errors
from service.cli.session import settings_of

if TYPE_CHECKING:
    from service.access.unit_desk import UnitDesk

units = typer.Typer(help="Cây đơn vị: ai ở đơn vị nào thì xem được văn bản của đơn vị ấy.", no_args_is_help=True)

Key = Annotated[
    str, typer.Argument(metavar="UNIT", help="Tên đơn vị; trùng tên thì ghi cả đường dẫn: Sở A / Văn phòng.")
]
Under = Annotated[str, typer.Option("--under", help="Đơn vị cấp trên; để trống là cấp cao nhất.")]


@units.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Tên đơn vị.")],
    under: Under = "",
    as_json: AsJson = False,
) -> None:
    """Thêm đơn vị."""
    with reported_errors(as_json), _desk(context) as desk:
        _tell(as_json, desk.add(name, under=under))


@units.command("list")
def list_units(context: typer.Context, as_json: AsJson = False) -> None:
    """Cây đơn vị."""
    with reported_errors(as_json), _desk(context) as desk:
        found = desk.tree().units
        if as_json:
            print_json({"units": list(found)})
            return
        rows = [("  " * unit.depth + unit.name, str(unit.people or "")) for unit in found]
        print_table(("Đơn vị", "Người"), rows)


@units.command("rename")
def rename(
    context: typer.Context,
    unit: Key,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Tên mới.")],
    as_json: AsJson = False,
) -> None:
    """Đổi tên đơn vị."""
    with reported_errors(as_json), _desk(context) as desk:
        _tell(as_json, desk.rename(unit, name))


@units.command("move")
def move(context: typer.Context, unit: Key, under: Under = "", as_json: AsJson = False) -> None:
    """Chuyển đơn vị sang cấp trên khác."""
    with reported_errors(as_json), _desk(context) as desk:
        _tell(as_json, desk.move(unit, under=under))


@units.command("remove")
def remove(context: typer.Context, unit: Key, as_json: AsJson = False) -> None:
    """Xóa một đơn vị trống."""
    with reported_errors(as_json), _desk(context) as desk:
        desk.remove(unit)
        if as_json:
            print_json({"removed": unit})
        else:
            print_text(f"Đã xóa {unit}.")


@contextmanager
def _desk(context: typer.Context) -> Iterator["UnitDesk"]:
    from service.access.unit_desk import UnitDesk
    from service.store import open_office_database
    from service.store.units import UnitStore

    database = open_office_database(settings_of(context))
    try:
        yield UnitDesk(UnitStore(database))
    finally:
        database.dispose()


def _tell(as_json: bool, unit: Unit) -> None:
    if as_json:
        print_json(unit)
    else:
        print_text(f"Đã lưu {unit.path}.")
