"""The quality page: one HTML file that needs nothing else to be read."""

from collections.abc import Sequence
from html import escape

from eval.figures import Figure, Miss, SuiteResult

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;vertical-align:top;overflow-wrap:anywhere;padding:.35rem .6rem;border-bottom:1px solid #d8dde5}
td.number{text-align:right;font-variant-numeric:tabular-nums}.met{color:#0a6b32}.missed{color:#a11212;font-weight:600}
.peer{color:#5b6676}details{margin:.5rem 0 2rem}.bar{height:.5rem;background:#1f5fbf;border-radius:.25rem}
@media (prefers-color-scheme:dark){body{color:#e7ebf1;background:#14181f}th,td{border-color:#333c49}.met{color:#6fd394}
.missed{color:#ff9b9b}.peer{color:#9aa6b6}}
"""


def quality_page(results: Sequence[SuiteResult], *, version: str, measured_at: str) -> str:
    """A self-contained HTML page with the figures of every suite and the cases that went wrong.

    Args:
        results: suites in the order to be shown.
        version: what was measured (program version and commit).
        measured_at: when, ISO 8601.
    """
    parts = [
        "<!doctype html><html lang='vi'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>",
        f"<title>Chất lượng Đôn Đốc</title><style>{_STYLE}</style><h1>Chất lượng Đôn Đốc</h1>",
        f"<p>Đo lúc {escape(measured_at)}, phiên bản {escape(version)}. Lệnh: <code>dondoc eval</code>.</p>",
    ]
    for result in results:
        parts.append(f"<h2 id='{escape(result.suite)}'>{escape(result.suite)} ({result.seconds:.1f} giây)</h2>")
        parts.append(_figures_table(result.figures))
        if result.misses:
            parts.append(_misses_list(result.misses))
    return "\n".join(parts) + "</html>\n"


def _figures_table(figures: Sequence[Figure]) -> str:
    rows = "".join(_figure_row(figure) for figure in figures)
    head = (
        "<tr><th scope='col'>Dữ liệu<th scope='col'>Chỉ số<th scope='col'>Hệ thống<th scope='col'>Kết quả"
        "<th scope='col'>Mục tiêu<th scope='col'>Số mục"
    )
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _figure_row(figure: Figure) -> str:
    reached = figure.is_reached
    mark = {True: " class='met'", False: " class='missed'", None: ""}[reached]
    goal = (
        ""
        if figure.goal is None
        else f"{'≤' if figure.lower_is_better else '≥'} {format_value(figure.goal, figure.unit)}"
    )
    peer = " class='peer'" if figure.system != "dondoc" else ""
    return (
        f"<tr{peer}><td>{escape(figure.data)}<td>{escape(figure.name)}<td>{escape(figure.system)}"
        f"<td class='number'><span{mark}>{format_value(figure.value, figure.unit)}</span>"
        f"<td class='number'>{goal}<td class='number'>{figure.count or ''}"
    )


def _misses_list(misses: Sequence[Miss]) -> str:
    rows = "".join(
        f"<tr><td>{escape(miss.data)}<td>{escape(miss.case)}<td>{escape(miss.expected)}<td>{escape(miss.got)}"
        for miss in misses
    )
    head = "<tr><th scope='col'>Dữ liệu<th scope='col'>Trường hợp<th scope='col'>Cần có<th scope='col'>Đã ra"
    return (
        f"<details><summary>{len(misses)} trường hợp chưa đúng</summary>"
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table></details>"
    )


def format_value(value: float, unit: str) -> str:
    """A number with its unit as people read it.

    >>> format_value(98.456, "%")
    '98.5 %'
    >>> format_value(99.953, "%")
    '99.95 %'
    >>> format_value(0.9712, "")
    '0.971'
    """
    if unit == "%":
        is_near_an_end = 0 < value < 0.1 or 99.9 < value < 100
        return f"{value:.2f} %" if is_near_an_end else f"{value:.1f} %"
    return f"{value:.3f}" if not unit else f"{value:,.1f} {unit}"
