"""Lines through measured points, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Line", "drawn"]

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, FOOT = 50, 90, 40, 40  # margins
COLOURS = ("#7a8b99", "#3b6fb6", "#c0632f", "#222222")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Points in order of x; both axes begin at nought."""

    name: str
    points: tuple[tuple[float, float], ...]


def drawn(title: str, lines: Sequence[Line]) -> str:
    """An SVG with the lines, their points and their names; each x that was measured is written under its axis."""
    points = [point for line in lines for point in line.points]
    right, top = max(x for x, _ in points), max(y for _, y in points) * 1.05
    across, up = (WIDTH - LEFT - RIGHT) / right, (HEIGHT - TOP - FOOT) / top
    placed = [
        Line(name=line.name, points=tuple((LEFT + x * across, HEIGHT - FOOT - y * up) for x, y in line.points))
        for line in lines
    ]
    body = [
        f'<text x="{LEFT}" y="20">{escape(title)}</text>',
        *(f'<text x="{LEFT + x * across:.0f}" y="{HEIGHT - 20}" text-anchor="middle">{x:g}</text>'
          for x in sorted({x for x, _ in points})),
        *(f'<text x="{LEFT - 8}" y="{HEIGHT - FOOT - y * up:.0f}" text-anchor="end">{y:g}</text>' for y in _ticks(top)),
        f'<path d="M{LEFT} {TOP}V{HEIGHT - FOOT}H{WIDTH - RIGHT}" stroke="#999"/>',
        *(piece for line, colour in zip(placed, COLOURS, strict=False) for piece in _line(line, colour)),
    ]  # fmt: skip
    style = 'font-family="sans-serif" font-size="12" fill="none"'
    inside = "\n".join(body).replace("<text ", '<text fill="#222" ')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {style}>\n{inside}\n</svg>\n'


def _line(line: Line, colour: str) -> Iterator[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in line.points)
    yield f'<polyline points="{path}" stroke="{colour}" stroke-width="1.5"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in line.points)
    x, y = line.points[-1]
    yield f'<text x="{x + 8:.1f}" y="{y + 4:.1f}">{escape(line.name)}</text>'


def _ticks(top: float) -> list[float]:
    """Round numbers up to `top`: four to ten of them."""
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if top / step <= 10)
    return [round(i * step, 6) for i in range(int(top / step) + 1)]
