"""`dondoc erase`, `dondoc retention`: what is not to be kept any longer."""

from typing import Annotated

import typer

from service.cli.arguments import AsJson, DocumentKey
from service.cli.output import log, print_json, print_text, reported_errors, working
from service.cli.session import open_any_office


def erase(
    context: typer.Context,
    key: DocumentKey,
    with_reports: Annotated[
        bool, typer.Option("--with-reports", help="Xóa cả báo cáo đã duyệt dựa trên văn bản này.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    as_json: AsJson = False,
) -> None:
    """Xóa hẳn một văn bản và mọi thứ nói về nó; không lấy lại được."""
    with reported_errors(as_json), open_any_office(context) as office:
        document = office.documents.find(key)
        if not yes:
            typer.confirm(f"Xóa hẳn {document.file_name} ({document.id})?", abort=True, err=True)
        with working("Đang xóa…"):
            erased = office.retention.erase(document.id, with_reports=with_reports)
        if as_json:
            print_json(erased)
        else:
            print_text(
                f"Đã xóa {erased.document_id}: {erased.questions} câu hỏi, {erased.reports} báo cáo, "
                f"{erased.mentions} chỗ nhắc đến."
            )
        for place in erased.still_at:
            log(f"Tệp vẫn còn ở thư mục theo dõi, hãy tự xóa: {place}")
        log("Bản sao lưu cũ vẫn giữ văn bản này cho tới khi bạn xóa chúng.")


def retention(context: typer.Context, as_json: AsJson = False) -> None:
    """Xóa câu hỏi, bản nháp đã quá hạn giữ (DONDOC_RETENTION__…); máy chủ tự làm mỗi ngày."""
    with reported_errors(as_json), open_any_office(context) as office:
        gone = office.retention.run()
        if as_json:
            print_json(gone)
        else:
            print_text(f"Đã xóa {gone.questions} câu hỏi, {gone.drafts} bản nháp, {gone.sign_ins} lần đăng nhập cũ.")
