"""A small drawing of what a document cites and what cites it; the lists beside it say the same in words."""

from collections.abc import Sequence

from core.record import Record
from core.reference import Relation
from service.documents.graph import GraphDocument, GraphLink, RelatedDocuments
from service.labels import RELATION

WIDTH, NODE_HEIGHT = 340, 38
_ROW, _HEAD, _INDENT, _STEM = 45, 24, 38, 14
_MOST = 8
_LONGEST = 34
_STRONG = frozenset(Relation) - {Relation.MENTIONS}


class GraphNode(Record):
    """A document in the drawing; `href` is None when it is not held. `x`, `y`: its top left corner.

    Attributes:
        stem: the line that joins it to the document in the middle, as an SVG path.
        is_strong: one of the two rests on, or changes, the other.
    """

    label: str
    title: str
    relation: str = ""
    href: str | None = None
    x: float
    y: float
    stem: str = ""
    is_strong: bool = False


class ReferenceGraph(Record):
    """The drawing: what cites the document above it, what it cites below.

    Attributes:
        heads: height at which the name of each group stands; None for an empty group.
        left_over: how many more there are than are drawn.
    """

    height: int
    own: GraphNode
    nodes: tuple[GraphNode, ...]
    citing_head: float | None
    cited_head: float | None
    left_over: int = 0


def reference_graph(around: RelatedDocuments) -> ReferenceGraph | None:
    """The drawing of what stands around a document; None when nothing does."""
    citing, cited = _chosen(around.cited_by), _chosen(around.cites)
    if not citing and not cited:
        return None
    own_y = float(_HEAD + len(citing) * _ROW if citing else 0)
    first_below = own_y + _ROW + _HEAD
    above = [_node(link, y=_HEAD + row * _ROW, own_y=own_y) for row, link in enumerate(citing)]
    below = [_node(link, y=first_below + row * _ROW, own_y=own_y) for row, link in enumerate(cited)]
    drawn = len(citing) + len(cited)
    return ReferenceGraph(
        height=int(own_y) + _ROW + (_HEAD + len(cited) * _ROW if cited else 0),
        own=GraphNode(label=_label(around.document), title=_title(around.document), x=0, y=own_y),
        nodes=(*above, *below),
        citing_head=15.0 if citing else None,
        cited_head=first_below - 9 if cited else None,
        left_over=len(_distinct(around.cited_by)) + len(_distinct(around.cites)) - drawn,
    )


def _chosen(links: Sequence[GraphLink]) -> list[GraphLink]:
    """One link a document, those that it rests on or changes first, at most as many as find room."""
    return list(_distinct(sorted(links, key=lambda each: each.relation not in _STRONG)).values())[:_MOST]


def _distinct(links: Sequence[GraphLink]) -> dict[tuple[str | None, ...], GraphLink]:
    found: dict[tuple[str | None, ...], GraphLink] = {}
    for link in links:
        document = link.document
        title = None if document.number else document.title
        found.setdefault((document.document_id, document.number, title), link)
    return found


def _node(link: GraphLink, *, y: float, own_y: float) -> GraphNode:
    middle = y + NODE_HEIGHT / 2
    start = own_y if y < own_y else own_y + NODE_HEIGHT
    document = link.document
    return GraphNode(
        label=_label(document),
        title=_title(document),
        relation=RELATION[link.relation],
        href=f"/van-ban/{document.document_id}" if document.document_id else None,
        x=_INDENT,
        y=y,
        stem=f"M{_STEM} {start:.0f}V{middle:.0f}H{_INDENT}",
        is_strong=link.relation in _STRONG,
    )


def _label(document: GraphDocument) -> str:
    name = document.number or document.title or document.kind or "Văn bản"
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _title(document: GraphDocument) -> str:
    parts = (document.kind, document.number, document.title)
    return " – ".join(part for part in parts if part) or "Văn bản"
