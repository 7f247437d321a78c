"""`dondoc ask`: a question, an answer with the very words, or an honest no."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from core.answer import Answer, Citation
from core.text import squeeze
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import print_json, print_text, reported_errors, working
from service.cli.session import reading_office
from service.public_json import answer_json

if TYPE_CHECKING:
    from service.office import Office


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION")],
    document: Annotated[str | None, typer.Option("--document", metavar="DOC", help="Chỉ hỏi văn bản này.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="Tính đến ngày này.")] = None,
    as_json: AsJson = False,
) -> None:
    """Trả lời câu hỏi bằng lời của văn bản, hoặc nói rằng văn bản không nêu."""
    with reported_errors(as_json), reading_office(context) as office:
        document_id = office.find_document(document).id if document else None
        day = parse_optional_date(as_of, option="--as-of")
        with working("Đang tìm trong văn bản…"):
            answer = office.ask(question, document_id=document_id, as_of=day)
        if as_json:
            print_json(answer_json(answer))
        else:
            _print_answer(office, answer)


def _print_answer(office: "Office", answer: Answer) -> None:
    print_text(answer.text)
    if answer.citations:
        print_text("\nTrích dẫn")
        _print_citations(office, answer.citations)
    if answer.abstained and answer.nearest:
        print_text("\nĐoạn gần nhất")
        _print_citations(office, answer.nearest)


def _print_citations(office: "Office", citations: Sequence[Citation]) -> None:
    names = {document.id: document for document in office.list_documents()}
    for number, citation in enumerate(citations, start=1):
        document = names[citation.document_id]
        number_or_file = (document.letterhead and document.letterhead.number) or document.file_name
        section = f", mục {citation.section}" if citation.section else ""
        print_text(f"  [{number}] {number_or_file}, trang {citation.page_no}{section}: “{squeeze(citation.quote)}”")
