"""`dondoc ingest`, `list`, `show`, `reread`: documents from files to what was understood of them."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from core.directive import Directive, Section
from core.errors import DondocError, Overloaded
from core.page import AsideKind, AskedMethod
from core.reference import Reference
from core.text import squeeze
from service.access.records import Restriction
from service.cli.arguments import AsJson, DocumentKey
from service.cli.output import log, log_console, print_json, print_table, print_text, reported_errors
from service.cli.session import open_any_office, reading_office
from service.documents.room import urgency_of
from service.labels import ASIDE_KIND, DOCUMENT_STATUS, LETTERHEAD_FIELDS, RARE_FIELDS, RELATION, SEVERITY
from service.public_json import directive_json, document_json
from service.records import DocumentRecord, DocumentStatus, TakenIn, Urgency
from service.wording import ErrorWording, describe_error

_ROOM_SECONDS = 10.0
"""Between two attempts of bulk work to hand in a file while there is no room."""

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Tệp hoặc thư mục.")]

if TYPE_CHECKING:
    from service.office import Office


def ingest(
    context: typer.Context,
    paths: Paths,
    wait: Annotated[bool, typer.Option("--wait", help="Chờ đọc xong, kể cả khi máy chủ đang đọc.")] = False,
    unit: Annotated[str, typer.Option("--unit", help="Đơn vị giữ; để trống là của cả cơ quan.")] = "",
    secrecy: Annotated[str, typer.Option("--secrecy", help="thuong, noi-bo, mat, toi-mat, tuyet-mat.")] = "",
    as_json: AsJson = False,
) -> None:
    """Nhận và đọc tệp; in ra mỗi văn bản một dòng."""
    with reported_errors(as_json), open_any_office(context) as office:
        restriction = office.access.read(unit=unit, secrecy=secrecy)
        accepted, errors = _accept_all(office, list(_files_in(paths)), restriction)
        if wait or office.is_writer:
            accepted = _wait_for_all(office, accepted)
        if as_json:
            print_json({"documents": [document_json(document) for document in accepted], "errors": errors})
        else:
            for document in accepted:
                print_text(_one_line(document))
        failed = [document for document in accepted if document.status is DocumentStatus.FAILED]
        if errors or failed:
            raise typer.Exit(1)


def list_documents(context: typer.Context, as_json: AsJson = False) -> None:
    """Danh sách văn bản."""
    with reported_errors(as_json), reading_office(context) as office:
        documents = office.documents.all()
        if as_json:
            print_json({"documents": [document_json(document) for document in documents]})
            return
        rows = [_row(document) for document in documents]
        print_table(("Mã", "Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Tình trạng"), rows)


def show(context: typer.Context, key: DocumentKey, as_json: AsJson = False) -> None:
    """Một văn bản: phần đầu, mục, văn bản viện dẫn, điều cần lưu ý."""
    with reported_errors(as_json), reading_office(context) as office:
        document = office.documents.find(key)
        directive = office.documents.directive(document.id)
        suggestions = office.documents.head_suggestions(document, directive)
        if as_json:
            print_json(directive_json(document, directive, suggestions))
        else:
            _print_directive(document, directive)
            for told in suggestions:
                label = LETTERHEAD_FIELDS[told.field]
                print_text(f"  {label}: có thể là {told.value} ({told.reason}); cần xác nhận trên bản gốc.")


def reread(
    context: typer.Context,
    key: DocumentKey,
    page: Annotated[int | None, typer.Option("--page", help="Chỉ đọc lại trang này.")] = None,
    method: Annotated[
        AskedMethod | None,
        typer.Option("--method", help="Cách đọc trang PDF: từ ảnh, giữ lớp chữ, hay khôi phục lớp chữ."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Đọc lại một văn bản, hoặc một trang."""
    with reported_errors(as_json), open_any_office(context) as office:
        document = office.documents.find(key)
        office.documents.reread(document.id, page_no=page, method=method)
        document = _wait_for_all(office, [document])[0]
        if as_json:
            print_json(document_json(document))
        else:
            print_text(_one_line(document))


def _files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in a stable order; hidden ones are left out of folders."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield file


def _accept_all(
    office: "Office", files: Sequence[Path], restriction: Restriction
) -> tuple[list[DocumentRecord], list[ErrorWording]]:
    accepted: dict[str, DocumentRecord] = {}
    errors: list[ErrorWording] = []
    for file in files:
        try:
            result = _add_when_there_is_room(office, file, urgency_of(len(files)), restriction)
        except DondocError as error:
            wording = describe_error(error)
            errors.append(wording)
            log(f"{file}: {wording.what} {wording.advice}".rstrip())
            continue
        for one in result.accepted:
            if one.duplicate:
                log(f"{file}: đã có, là văn bản {one.document.id}")
            accepted.setdefault(one.document.id, one.document)
        for refused in result.refused:
            errors.append(refused)
            log(f"{refused.where}: {refused.what} {refused.advice}".rstrip())
    return list(accepted.values()), errors


def _add_when_there_is_room(office: "Office", file: Path, urgency: Urgency, restriction: Restriction) -> TakenIn:
    """Takes the file in; bulk work waits for room, which one file does not."""
    while True:
        try:
            return office.documents.add(file, urgency=urgency, restriction=restriction)
        except Overloaded as error:
            if urgency is not Urgency.BULK:
                raise
            log(f"{file}: {describe_error(error).what} Chờ {_ROOM_SECONDS:.0f} giây rồi thử lại.")
            time.sleep(_ROOM_SECONDS)


def _wait_for_all(office: "Office", documents: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The documents as they stand once read, with a progress bar of pages on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("trang"))
    with Progress(*columns, console=log_console(), transient=True) as progress:
        return [_wait_for(office, document, progress) for document in documents]


def _wait_for(office: "Office", document: DocumentRecord, progress: Progress) -> DocumentRecord:
    bar = progress.add_task(document.file_name[:50], total=document.pages, completed=document.pages_done)

    def show_progress(now: DocumentRecord) -> None:
        progress.update(bar, completed=now.pages_done, total=now.pages)

    return office.documents.wait(document.id, on_progress=show_progress)


def _one_line(document: DocumentRecord) -> str:
    head = document.letterhead
    parts = [document.id, DOCUMENT_STATUS[document.status], (head and head.number) or "chưa rõ số", document.file_name]
    if document.container:
        parts.append(f"(trong {document.container})")
    if document.failed_pages:
        parts.append("trang chưa đọc được: " + ", ".join(map(str, document.failed_pages)))
    if document.error:
        parts.append(f"{document.error.what} {document.error.advice}".rstrip())
    return "  ".join(parts)


def _row(document: DocumentRecord) -> tuple[str, ...]:
    head = document.letterhead
    issued_on = f"{head.issued_on:%d/%m/%Y}" if head and head.issued_on else ""
    return (
        document.id[:8],
        (head and head.number) or "",
        issued_on,
        (head and head.kind) or "",
        (head and head.title) or document.file_name,
        DOCUMENT_STATUS[document.status],
    )


def _print_directive(document: DocumentRecord, directive: Directive) -> None:
    head = directive.letterhead
    print_text(f"{document.file_name}  ({document.id}, {DOCUMENT_STATUS[document.status]}, {document.pages} trang)")
    print_text(f"Lấy từ: {document.container}\n" if document.container else "")
    fields = (
        ("Loại", head.kind),
        ("Số, ký hiệu", head.number),
        ("Ngày ban hành", head.issued_on and f"{head.issued_on:%d/%m/%Y}"),
        ("Cơ quan ban hành", head.issuer),
        ("Cơ quan chủ quản", head.parent_issuer),
        ("Địa danh", head.place),
        ("Trích yếu", head.title),
        ("Người ký", head.signer),
        ("Quyền hạn, chức vụ", head.signer_role),
        ("Nơi nhận", "; ".join(head.recipients)),
        *((LETTERHEAD_FIELDS[name], value) for name in sorted(RARE_FIELDS) if (value := getattr(head, name))),
    )
    unread = {LETTERHEAD_FIELDS[name] for name in head.doubtful if name in LETTERHEAD_FIELDS}
    silent = {name: "(đọc chưa rõ, cần người xem)" if name in unread else "(văn bản không ghi)" for name, _ in fields}
    print_table(("Phần đầu", ""), [(name, str(value or silent[name])) for name, value in fields])
    print_text("\nBố cục")
    _print_sections(directive.sections, 1)
    print_text("\nVăn bản viện dẫn")
    for reference in directive.references:
        print_text(f"  {_citation(reference)}")
    print_text("\nĐiều cần lưu ý" if directive.anomalies else "\nKhông thấy điều gì bất thường.")
    for anomaly in directive.anomalies:
        suggestion = f" → {anomaly.suggestion}" if anomaly.suggestion else ""
        print_text(f"  [{SEVERITY[anomaly.severity].lower()}] {anomaly.message}{suggestion}")
    _print_asides(directive)
    doubtful = sum(len(page.doubtful) for page in directive.pages)
    if doubtful:
        print_text(f"\n{doubtful} từ đọc chưa chắc; xem `dondoc show {document.id[:8]} --json` hoặc trang web.")


def _print_asides(directive: Directive) -> None:
    """Stamps and notes beside the text; page numbers and running heads say nothing."""
    for page in directive.pages:
        for aside in page.asides:
            if aside.kind not in (AsideKind.PAGE_NUMBER, AsideKind.RUNNING_HEAD):
                print_text(f"  Trang {page.page_no}, {ASIDE_KIND[aside.kind].lower()}: {squeeze(aside.text)}")


def _citation(reference: Reference) -> str:
    name = reference.number or reference.title or ""
    if reference.kind and not name.lower().startswith(reference.kind.lower()):
        name = f"{reference.kind} {name}"
    issued_on = f" ngày {reference.issued_on:%d/%m/%Y}" if reference.issued_on else ""
    return f"{name}{issued_on}  [{RELATION[reference.relation].lower()}, {len(reference.spans)} chỗ]"


def _print_sections(sections: Sequence[Section], depth: int) -> None:
    for section in sections:
        print_text("  " * depth + f"{section.path}  {section.title}"[:110])
        _print_sections(section.children, depth + 1)
