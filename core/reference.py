"""A document cited by a directive."""

from datetime import date
from enum import StrEnum

from core.record import Record
from core.span import Span


class Relation(StrEnum):
    """What the citing document does with the cited one."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    MENTIONS = "mentions"
    AMENDS = "amends"
    REPLACES = "replaces"
    ATTACHED_TO = "attached_to"
    REPEALS = "repeals"
    GUIDES = "guides"


class Reference(Record):
    """One cited document with every place that cites it.

    Attributes:
        number: số, ký hiệu in canonical spelling (`02-CTr/ĐĐTLĐ`); None when cited by title only.
        kind: loại văn bản as written (`Nghị quyết`).
        issued_on: date as the text states it, even when it is plainly wrong (an anomaly says so).
        issuer: cơ quan ban hành as written.
        title: trích yếu as written, when the citation carries it.
        short_name: the name defined by "sau đây viết tắt là …".
        spans: every mention, in order of the text.
        document_id: the held document that this is, set by the store; None when it is not held.
    """

    number: str | None
    kind: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    short_name: str | None = None
    relation: Relation = Relation.MENTIONS
    spans: tuple[Span, ...] = ()
    document_id: str | None = None
