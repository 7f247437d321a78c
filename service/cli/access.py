"""`dondoc access`: whom a document is open to, as whoever may open the data folder says."""

from typing import Annotated

import typer

from service.cli.arguments import AsJson, DocumentKey
from service.cli.output import print_json, print_text, reported_errors
from service.cli.session import reading_office


def access(
    context: typer.Context,
    key: DocumentKey,
    secrecy: Annotated[str, typer.Option("--secrecy", help="thuong, noi-bo, mat, toi-mat, tuyet-mat.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Đơn vị giữ; để trống là của cả cơ quan.")] = "",
    also_unit: Annotated[list[str] | None, typer.Option("--also-unit", help="Đơn vị được xem thêm.")] = None,
    person: Annotated[list[str] | None, typer.Option("--person", help="Người được xem thêm (tên đăng nhập).")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Bỏ mọi hạn chế.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ai mở được một văn bản; có lựa chọn thì đặt lại từ đầu theo các lựa chọn ấy."""
    from service.api.access import document_access

    with reported_errors(as_json), reading_office(context) as office:
        document_id = office.documents.find(key).id
        if lift or secrecy or unit or also_unit or person:
            wanted = office.access.read(secrecy=secrecy, unit=unit, units=also_unit or (), people=person or ())
            office.access.change(document_id, wanted)
        if as_json:
            print_json(document_access(office, document_id))
            return
        print_text(office.access.words(office.access.of(document_id)))
        for one in office.access.who_may_open(document_id):
            print_text(f"  {one.login}  {one.name}")
