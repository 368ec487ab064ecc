"""The few elements of SVG that pictures of dashboards are made of. Lengths in pixels, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
#: Mean width of a letter, in its size: SVG cannot measure text, and what does not fit has to be cut.
_LETTER = 0.62


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def inside(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the box within margins."""
        return Box(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)


def page(width: float, height: float, elements: Sequence[str]) -> str:
    """Return a whole picture."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    lines = [f'{head} font-family="Helvetica, Arial, sans-serif">', *elements, "</svg>"]
    return "\n".join(lines) + "\n"


def text(
    at: Point, words: str, size: int = 12, colour: str = "#444444", anchor: str = "start", bold: bool = False
) -> str:
    """Return a line of text that starts, has its middle or ends at a point of its baseline."""
    weight = ' font-weight="bold"' if bold else ""
    style = f'font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}'
    return f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" {style}>{escape(words)}</text>'


def width_of(words: str, size: int = 12) -> float:
    """Return about how wide a line of text is."""
    return len(words) * size * _LETTER


def cut(words: str, width: float, size: int = 12) -> str:
    """Return as much of a text as fits."""
    room = int(width / size / _LETTER)
    return words if len(words) <= room else words[: max(0, room - 1)] + "…"


def filled(box: Box, colour: str, border: str = "none") -> str:
    """Return a rectangle."""
    x, y, width, height = box
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{colour}" stroke="{border}"/>'


def line(points: Sequence[Point], colour: str, width: float = 1.5) -> str:
    """Return a line through points."""
    return f'<polyline points="{_listed(points)}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def area(points: Sequence[Point], colour: str) -> str:
    """Return what lies between points, so that one sees through it."""
    return f'<polygon points="{_listed(points)}" fill="{colour}" fill-opacity="0.3"/>'


def _listed(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
