"""`dondoc ask`: a question, an answer with the very words, or an honest no."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from core.answer import Answer, Citation
from core.text import squeeze
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import log, print_json, print_text, reported_errors, working
from service.cli.session import reading_office, settings_of
from service.follow_up.actor import LOCAL_USER

if TYPE_CHECKING:
    from service.office import Office


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION")],
    document: Annotated[str | None, typer.Option("--document", metavar="DOC", help="Chỉ hỏi văn bản này.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="D", help="Tính đến ngày này.")] = None,
    conversation: Annotated[
        str | None,
        typer.Option("--conversation", metavar="ID", help="Hỏi tiếp cuộc này: “còn đơn vị nào nữa?”, “ai ký?”."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Trả lời câu hỏi bằng lời của văn bản, hoặc nói rằng văn bản không nêu."""
    with reported_errors(as_json), reading_office(context) as office:
        document_id = office.documents.find(document).id if document else None
        day = parse_optional_date(as_of, option="--as-of")
        with working("Đang tìm trong văn bản…"):
            answer = office.questions.ask(
                question, document_id=document_id, as_of=day, asked_by=LOCAL_USER, conversation_id=conversation
            )
        if as_json:
            print_json(answer)
        else:
            settings = settings_of(context)
            _print_answer(office, answer, f"http://{settings.host}:{settings.port}")


def _print_answer(office: "Office", answer: Answer, server: str) -> None:
    if answer.understood and answer.understood != answer.question:
        print_text(f"(Hiểu là: {answer.understood})")
    print_text(answer.text)
    if answer.citations:
        print_text("\nTrích dẫn")
        _print_citations(office, answer.citations, server)
    if answer.abstained and answer.nearest:
        print_text("\nĐoạn gần nhất")
        _print_citations(office, answer.nearest, server)
    log(f"Hỏi tiếp: dondoc ask --conversation {answer.conversation_id} “…”")


def _print_citations(office: "Office", citations: Sequence[Citation], server: str) -> None:
    names = office.documents.names()
    for number, citation in enumerate(citations, start=1):
        section = f", mục {citation.section}" if citation.section else ""
        place = f"{names[citation.document_id].short}, trang {citation.page_no}{section}"
        address = f"{server}/van-ban/{citation.document_id}?doan={citation.span.start}-{citation.span.end}#doan"
        print_text(f"  [{number}] {_linked(place, address)}: “{squeeze(citation.quote)}”")


def _linked(words: str, address: str) -> str:
    """`words` as a link that terminals open with a click (OSC 8); into a file or pipe, the words alone."""
    return f"\033]8;;{address}\033\\{words}\033]8;;\033\\" if sys.stdout.isatty() else words
