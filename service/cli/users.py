"""`dondoc users`: accounts, as whoever may open the data folder looks after them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import InvalidInput
from service.access.secrecy import parse_secrecy
from service.access.units import UnitTree
from service.accounts.records import TOKEN_DAYS, Person
from service.accounts.rights import Right, Role
from service.cli.arguments import AsJson
from service.cli.output import log, print_json, print_table, print_text, reported_errors
from service.cli.session import settings_of
from service.labels import ROLE, SECRECY
from service.vietnamese_dates import show_moment

if TYPE_CHECKING:
    from service.access.unit_desk import UnitDesk
    from service.accounts.desk import AccountDesk

users = typer.Typer(help="Người dùng, mật khẩu, vai trò, khóa API.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="Tên đăng nhập.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Đọc mật khẩu từ stdin thay vì hỏi.")]


@users.command("add")
def add(
    context: typer.Context,
    login: Login,
    name: Annotated[str, typer.Option("--name", help="Họ tên, hiện trong lịch sử.")],
    role: Annotated[Role, typer.Option("--role", help="Vai trò.")] = Role.STAFF,
    password_stdin: FromStdin = False,
    as_json: AsJson = False,
) -> None:
    """Thêm người dùng."""
    with reported_errors(as_json), _desk(context) as desk:
        person = desk.add(login, name=name, role=role, password=_password(password_stdin))
        _tell(as_json, person.model_dump(mode="json"), f"Đã thêm {person.login} ({ROLE[person.role]}).")


@users.command("list")
def list_people(context: typer.Context, as_json: AsJson = False) -> None:
    """Danh sách người dùng."""
    with reported_errors(as_json), _desks(context) as (desk, units):
        people, tree = desk.list_people(), units.tree()
        if as_json:
            print_json({"people": [_public(one, tree) for one in people]})
            return
        rows = [
            (
                one.login,
                one.name,
                ROLE[one.role],
                "; ".join(map(tree.path, one.units)),
                SECRECY[one.clearance],
                "" if one.is_active else "đã khóa",
                _moment(one.signed_in_at),
            )
            for one in people
        ]
        heads = ("Tên đăng nhập", "Họ tên", "Vai trò", "Đơn vị", "Xem đến", "Tình trạng", "Đăng nhập gần nhất")
        print_table(heads, rows)


@users.command("password")
def password(context: typer.Context, login: Login, password_stdin: FromStdin = False, as_json: AsJson = False) -> None:
    """Đặt lại mật khẩu; mọi nơi đang đăng nhập bị đăng xuất."""
    with reported_errors(as_json), _desk(context) as desk:
        person = desk.set_password(login, _password(password_stdin))
        _tell(as_json, person.model_dump(mode="json"), f"Đã đặt lại mật khẩu của {person.login}.")


@users.command("role")
def role(
    context: typer.Context,
    login: Login,
    role: Annotated[Role, typer.Argument(help="Vai trò mới.")],
    as_json: AsJson = False,
) -> None:
    """Đổi vai trò."""
    with reported_errors(as_json), _desk(context) as desk:
        person = desk.set_role(login, role)
        _tell(as_json, person.model_dump(mode="json"), f"{person.login}: {ROLE[person.role]}.")


@users.command("set")
def set_access(
    context: typer.Context,
    login: Login,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", help="Đơn vị của người này; ghi nhiều lần được, thay cho các đơn vị cũ."),
    ] = None,
    clearance: Annotated[
        str | None, typer.Option("--clearance", help="Được xem đến: thuong, noi-bo, mat, toi-mat, tuyet-mat.")
    ] = None,
    no_unit: Annotated[bool, typer.Option("--no-unit", help="Không thuộc đơn vị nào.")] = False,
    as_json: AsJson = False,
) -> None:
    """Đặt đơn vị và độ mật được xem của một người."""
    with reported_errors(as_json), _desks(context) as (desk, units):
        if unit or no_unit:
            units.place(login, unit or [])
        if clearance is not None:
            desk.set_clearance(login, parse_secrecy(clearance))
        person, tree = desk.get(login), units.tree()
        where = "; ".join(map(tree.path, person.units)) or "chưa thuộc đơn vị nào"
        words = f"{person.login}: {where}; được xem đến mức {SECRECY[person.clearance].lower()}."
        _tell(as_json, _public(person, tree), words)


@users.command("disable")
def disable(context: typer.Context, login: Login, as_json: AsJson = False) -> None:
    """Khóa tài khoản: không đăng nhập được nữa, phiên và khóa API dừng ngay; lịch sử vẫn giữ tên."""
    with reported_errors(as_json), _desk(context) as desk:
        person = desk.set_active(login, False)
        _tell(as_json, person.model_dump(mode="json"), f"Đã khóa {person.login}.")


@users.command("enable")
def enable(context: typer.Context, login: Login, as_json: AsJson = False) -> None:
    """Mở lại tài khoản."""
    with reported_errors(as_json), _desk(context) as desk:
        person = desk.set_active(login, True)
        _tell(as_json, person.model_dump(mode="json"), f"Đã mở lại {person.login}.")


@users.command("token")
def token(
    context: typer.Context,
    login: Login,
    name: Annotated[str, typer.Option("--name", help="Khóa dùng cho chương trình nào.")],
    right: Annotated[list[Right], typer.Option("--right", help="Quyền của khóa; ghi nhiều lần được.")],
    days: Annotated[int, typer.Option("--days", help="Số ngày dùng được.")] = TOKEN_DAYS,
    as_json: AsJson = False,
) -> None:
    """Tạo khóa API cho chương trình; khóa chỉ hiện một lần."""
    with reported_errors(as_json), _desk(context) as desk:
        made = desk.make_token(login, name=name, rights=frozenset(right), days=days)
        if as_json:
            print_json(made)
        else:
            log(f"Khóa {made.token.id}, dùng được đến {show_moment(made.token.expires_at)}; chỉ hiện lần này:")
            print_text(made.secret)


@users.command("tokens")
def tokens(context: typer.Context, login: Login, as_json: AsJson = False) -> None:
    """Các khóa API của một người."""
    with reported_errors(as_json), _desk(context) as desk:
        made = desk.list_tokens(login)
        if as_json:
            print_json({"tokens": list(made)})
            return
        rows = [(str(one.id), one.name, ", ".join(sorted(one.rights)), show_moment(one.expires_at)) for one in made]
        print_table(("Mã", "Dùng cho", "Quyền", "Hết hạn"), rows)


@users.command("revoke")
def revoke(
    context: typer.Context, token_id: Annotated[int, typer.Argument(help="Mã khóa.")], as_json: AsJson = False
) -> None:
    """Thu hồi một khóa API."""
    with reported_errors(as_json), _desk(context) as desk:
        desk.revoke_token(token_id)
        _tell(as_json, {"revoked": token_id}, f"Đã thu hồi khóa {token_id}.")


@contextmanager
def _desk(context: typer.Context) -> Iterator["AccountDesk"]:
    from service.accounts.desk import AccountDesk
    from service.store import open_office_database
    from service.store.accounts import AccountStore

    settings = settings_of(context)
    database = open_office_database(settings)
    try:
        yield AccountDesk(AccountStore(database))
    finally:
        database.dispose()


@contextmanager
def _desks(context: typer.Context) -> Iterator[tuple["AccountDesk", "UnitDesk"]]:
    from service.access.unit_desk import UnitDesk
    from service.accounts.desk import AccountDesk
    from service.store import open_office_database
    from service.store.accounts import AccountStore
    from service.store.units import UnitStore

    database = open_office_database(settings_of(context))
    try:
        yield AccountDesk(AccountStore(database)), UnitDesk(UnitStore(database))
    finally:
        database.dispose()


def _public(person: Person, tree: UnitTree) -> dict[str, object]:
    """The person as JSON, units by their paths."""
    return {**person.model_dump(mode="json"), "units": [tree.path(unit_id) for unit_id in person.units]}


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise InvalidInput("không hỏi được mật khẩu ở đây", where="password", advice="dùng --password-stdin")
    given: str = typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại", err=True)
    return given


def _moment(moment: datetime | None) -> str:
    return "chưa" if moment is None else show_moment(moment)


def _tell(as_json: bool, record: dict[str, object], words: str) -> None:
    if as_json:
        print_json(record)
    else:
        print_text(words)
