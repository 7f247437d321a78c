"""The tables and the chart of the page on capacity, from measured costs and the model of three offices.

    python -m eval.capacity [docs/capacity.json] [--chart FILE.svg]

The file is what `python -m eval.capacity_costs` wrote. The tables are those of `docs/capacity.md`, word for word: a
test holds it. The model and its simulation: `eval/capacity_model.py`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.capacity_costs import Costs
from eval.capacity_model import MACHINE_BYTES, MACHINE_CORES, OFFICES, READERS, Need, need_of, waiting_by_people
from eval.scale_plot import plot_cost

_MEASURED = Path("docs/capacity.json")


def costs_table(costs: Costs) -> str:
    """What was measured, as a table in Markdown."""
    lines = [
        ("một trang chữ (1.800 chữ cái), từ tệp tới chỉ mục", f"{_number(costs.text_page_seconds, 2)} s; "
         f"{_number(costs.text_page_bytes / 2**20, 2)} MB đĩa; {_number(costs.passages_a_page, 1)} đoạn"),
        ("một trang quét 300 dpi", f"{_number(costs.scan_page_seconds, 1)} s; "
         f"{_number(costs.scan_page_bytes / 2**20, 1)} MB đĩa"),
        ("một đoạn, tính trong chi phí của trang", f"{_number(costs.text_page_seconds / costs.passages_a_page, 2)} s; "
         f"{_number(costs.text_page_bytes / costs.passages_a_page / 1024, 0)} KB"),
    ]  # fmt: skip
    for asking in costs.asking:
        held = f"{_number(asking.documents, 0)} văn bản, {_number(asking.passages, 0)} đoạn"
        took = (asking.question_seconds, asking.search_seconds, asking.view_seconds)
        spent = " · ".join(f"{_number(1_000 * seconds, 0)} ms" for seconds in took)
        lines.append((f"một câu hỏi · một lần tìm · một trang mở ({held})", spent))
        lines.append((f"bộ nhớ máy chủ ({held})", f"{_number(asking.server_bytes / 2**20, 0)} MB"))
    lines.append((f"bộ nhớ máy chủ cùng {READERS} bộ đọc", f"{_number(costs.reader_bytes / 2**20, 0)} MB"))
    return _table(("việc", "chi phí"), lines)


def needs_table(needs: Sequence[Need]) -> str:
    """What the offices need and how they fare, as a table in Markdown."""
    heads = ("", *(f"{need.office.name}: {_number(need.office.documents, 0)} văn bản" for need in needs))
    lines = (
        ("người; văn bản mới mỗi ngày", lambda n: f"{_number(n.office.people, 0)}; {_number(n.office.a_day, 0)}"),
        ("đoạn", lambda n: f"{_number(n.passages / 1e6, 2)} triệu"),
        ("đĩa", lambda n: f"{_number(n.disk_bytes / 2**30, 0)} GB"),
        ("việc/giây giờ bận", lambda n: _number(n.deeds_a_second, 1)),
        ("phần kho", lambda n: str(n.shards)),
        ("lõi trả lời (bận)", lambda n: f"{n.answering_cores} ({_number(100 * n.answering_busy, 0)} %)"),
        ("trả lời p95", lambda n: f"{_number(n.answer_p95_seconds, 2)} s"),
        ("lõi đọc (bận)", lambda n: f"{n.reading_cores} ({_number(100 * n.reading_busy, 0)} %)"),
        ("người nộp 8 trang p95", lambda n: f"{_number(n.person_p95_seconds, 0)} s"),
        ("nạp cả kho lần đầu", lambda n: f"{_number(n.first_load_days, 1)} ngày"),
        ("bộ nhớ web · đọc · véc-tơ", lambda n: " · ".join(
            f"{_number(size / 2**30, 1)} GB" for size in (n.web_bytes, n.reading_bytes, n.vector_bytes))),
        (f"máy {MACHINE_CORES} lõi, {MACHINE_BYTES >> 30} GB: trả lời + đọc",
         lambda n: f"{n.answering_machines} + {n.reading_machines}"),
    )  # fmt: skip
    return _table(heads, [(name, *map(told, needs)) for name, told in lines])


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _number(value: float, decimals: int) -> str:
    """As Vietnamese writes it: 84.962; 0,35."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def main(
    costs_file: Annotated[Path, typer.Argument(metavar="COSTS.json", help="Chi phí đã đo.")] = _MEASURED,
    chart: Annotated[Path | None, typer.Option(help="Nơi ghi biểu đồ SVG.")] = None,
) -> None:
    """Cần bao nhiêu máy cho 1 nghìn, 100 nghìn, 10 triệu văn bản."""
    costs = Costs.model_validate_json(costs_file.read_text(encoding="utf-8"))
    typer.echo(f"{costs_table(costs)}\n\n{needs_table([need_of(office, costs) for office in OFFICES])}")
    if chart is not None:
        points = [point for cores in (2, 4, 8) for point in waiting_by_people(costs, cores=cores)]
        chart.write_text(
            plot_cost(points, title="Thời gian trả lời (p95, ms) theo số người cùng lúc"), encoding="utf-8"
        )


if __name__ == "__main__":
    typer.run(main)
