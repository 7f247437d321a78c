"""Cost against size as a picture (SVG): p95 of each system, both axes logarithmic."""

import math
from collections.abc import Sequence
from html import escape
from typing import Protocol

_WIDTH, _HEIGHT, _MARGIN = 640, 360, 56
_COLOURS = ("#5b6676", "#b5651d", "#1f5fbf", "#0a6b32")
_TICKS_MS = (1, 3, 10, 30, 60, 100, 300, 1_000)


class Measured(Protocol):
    """One point of the picture."""

    @property
    def system(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def p95_ms(self) -> float: ...


def plot_cost(costs: Sequence[Measured], *, title: str = "Thời gian tìm (p95, ms) theo số đoạn") -> str:
    """An SVG with a line for each system. At least one cost is wanted."""
    sizes = sorted({cost.size for cost in costs})
    ticks = [tick for tick in _TICKS_MS if tick <= 2 * max(cost.p95_ms for cost in costs)]

    def x(size: int) -> float:
        return _MARGIN + (_WIDTH - 2 * _MARGIN) * _share(size, sizes[0], sizes[-1])

    def y(milliseconds: float) -> float:
        return _HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * _share(milliseconds, ticks[0], ticks[-1])

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><title>{escape(title)}</title>'
    ]
    for tick in ticks:
        parts.append(
            f'<line x1="{_MARGIN}" x2="{_WIDTH - _MARGIN}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="#d8dde5"/>'
            f'<text x="{_MARGIN - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick} ms</text>'
        )
    for size in sizes:
        parts.append(f'<text x="{x(size):.1f}" y="{_HEIGHT - _MARGIN + 20}" text-anchor="middle">{size:,}</text>')
    for place, system in enumerate(dict.fromkeys(cost.system for cost in costs)):
        colour = _COLOURS[place % len(_COLOURS)]
        line = sorted((cost.size, cost.p95_ms) for cost in costs if cost.system == system)
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in line)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{_MARGIN + 110 * place}" y="24" fill="{colour}">{escape(system)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _share(value: float, least: float, most: float) -> float:
    """Where a value stands between two others on a logarithmic axis, 0..1."""
    if most <= least:
        return 0.5
    return min(1.0, max(0.0, math.log(max(value, least) / least) / math.log(most / least)))
