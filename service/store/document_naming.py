"""Finding a document by what lists call it: "Kế hoạch số 15/KH-CĐN", with the name of the file where two are alike."""

import re
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ingest.citations.document_numbers import number_key
from service.records import DocumentName
from service.store.document_filing import DocumentFilingRow
from service.store.tables import DocumentRow

_NUMBERED = re.compile(r" số (\S.*)$")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")
FILE_MARK = " · "
"""Stands before the name of the file in a label."""


def label_of(name: DocumentName, *, is_alone: bool) -> str:
    """What a list calls the document; unless nothing else is called so, with the name of its file."""
    return name.full if is_alone else f"{name.full}{FILE_MARK}{name.file_name}"


def called(session: Session, label: str) -> Sequence[DocumentRow]:
    """The held documents that lists call so."""
    name, _, file_name = label.rpartition(FILE_MARK)
    name = name or label
    numbered, bracketed = _NUMBERED.search(name), _IN_BRACKETS.search(name)
    filed, key = DocumentFilingRow, number_key(numbered[1]) if numbered else ""
    likely = [DocumentRow.file_name.in_([file_name, name, bracketed[1] if bracketed else name]), filed.subject == name]
    if key:
        likely.append(DocumentRow.number_key == key)
    query = select(DocumentRow, filed).join(filed, filed.document_id == DocumentRow.id)
    rows = session.execute(query.where(DocumentRow.removed_at.is_(None), or_(*likely))).all()
    labels = [(row, _name(row, found)) for row, found in rows]
    return [row for row, one in labels if label in (one.full, label_of(one, is_alone=False))]


def _name(row: DocumentRow, filed: DocumentFilingRow) -> DocumentName:
    return DocumentName(
        file_name=row.file_name, kind=filed.kind or None, number=filed.number or None, subject=filed.subject
    )
