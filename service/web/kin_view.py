"""Where a document came from: the archive or e-mail around it, and the documents that came with it."""

from collections.abc import Iterable

from core.record import Record
from service.records import DocumentRecord
from service.web.document_rows import DocumentRow, document_row

MOST = 60
"""Documents of one package that are shown."""


class Kin(Record):
    """The package of a document.

    Attributes:
        container: names of the archive or e-mail, outermost first; "" when the file came by itself.
        parent: the e-mail that it was attached to.
        parts: its own attachments.
        siblings: other documents of the same package.
    """

    container: str
    parent: DocumentRow | None
    parts: tuple[DocumentRow, ...]
    siblings: tuple[DocumentRow, ...]

    @property
    def is_alone(self) -> bool:
        """It came by itself and brought nothing."""
        return not (self.container or self.parent or self.parts)


def kin_of(document: DocumentRecord, package: Iterable[DocumentRecord]) -> Kin:
    """The package of `document` among the documents of its package."""
    parent, parts, siblings = None, [], []
    for other in package:
        if other.id == document.id:
            continue
        if other.id == document.part_of:
            parent = document_row(other)
        elif other.part_of == document.id:
            parts.append(document_row(other))
        elif _came_together(document, other):
            siblings.append(document_row(other))
    return Kin(container=document.container, parent=parent, parts=tuple(parts), siblings=tuple(siblings))


def _came_together(one: DocumentRecord, other: DocumentRecord) -> bool:
    if one.part_of is not None:
        return one.part_of == other.part_of
    return bool(one.container) and one.container == other.container
