"""Bars cut into shares, one a row of a table that also gives the numbers."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from core.page import ReadingMethod
from core.record import Record
from service.labels import METHOD
from service.store.progress import Progress, ReadingFigures, Stage

WIDTH = 600
STAGE = {
    Stage.DONE: "Hoàn thành",
    Stage.IN_PROGRESS: "Đang thực hiện",
    Stage.CONFIRMED: "Đã xác nhận",
    Stage.PROPOSED: "Chờ xác nhận",
    Stage.OVERDUE: "Quá hạn",
}


class Share(Record):
    """One part of a bar, in units of the drawing; `style` names its colour."""

    label: str
    style: str
    count: int
    x: float
    width: float


class ShareRow(Record):
    """One row: what it is about, where to look closer, the bar, the number in each column.

    Attributes:
        note: what is said beside the numbers.
    """

    name: str
    href: str
    total: int
    shares: tuple[Share, ...]
    counts: tuple[int, ...]
    note: str = ""


class ShareChart(Record):
    """A table of bars; `columns` are the names of the counts, `styles` their colours."""

    columns: tuple[str, ...]
    styles: tuple[str, ...]
    rows: tuple[ShareRow, ...]


def progress_chart(progress: Sequence[Progress], *, names: Mapping[str, str], query: str) -> ShareChart:
    """Tasks by stage, a row for each unit or directive; all bars are to one scale.

    Args:
        names: what a key is called; a key without a name names itself.
        query: address of the list of its tasks, which the key is put behind.
    """
    longest = max((one.total for one in progress), default=0) or 1
    stages = tuple(Stage)
    return ShareChart(
        columns=tuple(STAGE[stage] for stage in stages),
        styles=tuple(stage.value for stage in stages),
        rows=tuple(
            ShareRow(
                name=names.get(one.key, one.key),
                href=query + quote(one.key),
                total=one.total,
                shares=_shares([(STAGE[stage], stage.value, one.stages.get(stage, 0)) for stage in stages], longest),
                counts=tuple(one.stages.get(stage, 0) for stage in stages),
            )
            for one in progress
        ),
    )


def reading_chart(figures: Sequence[ReadingFigures], *, names: Mapping[str, str]) -> ShareChart:
    """Pages by the way they were read, a row for each document; each bar is the whole document."""
    methods = tuple(ReadingMethod)
    return ShareChart(
        columns=tuple(METHOD[method] for method in methods),
        styles=tuple(f"method-{method.value}" for method in methods),
        rows=tuple(_reading_row(one, names.get(one.document_id, one.document_id), methods) for one in figures),
    )


def _reading_row(one: ReadingFigures, name: str, methods: Sequence[ReadingMethod]) -> ShareRow:
    pages = sum(one.methods.values())
    parts = [(METHOD[method], f"method-{method.value}", one.methods.get(method, 0)) for method in methods]
    sure = f"{100 * one.doubtful_words / one.words:.1f} %".replace(".", ",") if one.words else ""
    return ShareRow(
        name=name,
        href=f"/van-ban/{one.document_id}#chu-ngo",
        total=pages,
        shares=_shares(parts, pages or 1),
        counts=tuple(count for _, _, count in parts),
        note=f"{one.doubtful_words} chữ ngờ trong {one.words} chữ ({sure})" if one.doubtful_words else "",
    )


def _shares(parts: Sequence[tuple[str, str, int]], scale: int) -> tuple[Share, ...]:
    x, shares = 0.0, []
    for label, style, count in parts:
        width = WIDTH * count / scale
        if count:
            shares.append(Share(label=label, style=style, count=count, x=x, width=width))
        x += width
    return tuple(shares)
