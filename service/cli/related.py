"""`dondoc related`: what a document cites, what cites it, and what is cited but not held."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.arguments import AsJson
from service.cli.output import print_json, print_text, reported_errors
from service.cli.session import reading_office
from service.labels import RELATION

if TYPE_CHECKING:
    from service.documents.graph import GraphDocument, GraphLink, RelatedDocuments

Key = Annotated[
    str | None,
    typer.Argument(
        metavar="[DOC|SỐ]", help="Mã hoặc số, ký hiệu, kể cả số chưa có trong kho; bỏ trống: mọi số chưa có."
    ),
]


def related(context: typer.Context, key: Key = None, as_json: AsJson = False) -> None:
    """Quan hệ giữa các văn bản: văn bản này dẫn gì, văn bản nào dẫn nó, số nào chưa có trong kho."""
    with reported_errors(as_json), reading_office(context) as office:
        if key is None:
            missing = office.documents.unresolved_references()
            if as_json:
                print_json({"unresolved": missing})
                return
            print_text("Văn bản được viện dẫn nhưng chưa có trong kho:" if missing else "Mọi văn bản viện dẫn đều có.")
            for missed in missing:
                print_text(f"  {describe(missed.document)}  [{len(missed.cited_by)} văn bản dẫn]")
            return
        found = office.documents.related(key)
        if as_json:
            print_json({"related": found})
        else:
            for one in found:
                _print_related(one)


def describe(document: "GraphDocument") -> str:
    """Kind, number, date and issuer on one line, as far as they are known."""
    issued_on = f"ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else None
    title = document.title or ""
    kind = None if document.number is None and title.startswith(document.kind or " ") else document.kind
    name = (kind, document.number or title, issued_on, document.issuer and f"của {document.issuer}")
    return " ".join(part for part in name if part)


def _print_related(one: "RelatedDocuments") -> None:
    held = f"({one.document.document_id})" if one.document.document_id else "(chưa có trong kho)"
    print_text(f"{describe(one.document)}  {held}")
    _print_links("Văn bản dẫn văn bản này", one.cited_by)
    _print_links("Văn bản được văn bản này dẫn", one.cites)


def _print_links(heading: str, links: Sequence["GraphLink"]) -> None:
    if not links:
        return
    print_text(f"\n{heading}")
    for link in links:
        held = "" if link.document.document_id else "  (chưa có trong kho)"
        print_text(f"  [{RELATION[link.relation].lower()}] {describe(link.document)}{held}")
