"""The bridge of the theory of change, as numbers for an SVG: three pylons, six spans hung on ropes. Pure.

Each pylon stands for an objective, each span for a programme, each rope for one number of that programme: whole where
it is known, broken where too few stand behind it. The road is one line, a parabola through all three drawings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 190  # of one pylon with its two spans
PIERS = 3
ENDS, RISE = 156.0, 26.0  # of the road: its height at both banks, and how much higher it is in the middle
TOP, LOWEST = 12.0, 66.0  # on the mast: of the outermost rope, and of the innermost
NEAR, FAR = 22.0, 174.0  # on the road: how far from the mast the ropes are fastened
MIDDLE = WIDTH / 2


@dataclass(frozen=True, slots=True)
class Node:
    """Where a span hangs its words: a dot on the road."""

    x: float
    y: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class Pier:
    """Paths: road, of a third of the bridge; known, unknown: the ropes. ends: of the road, where this pier has one."""

    road: str
    mast: str
    known: str
    unknown: str
    nodes: tuple[Node, Node]
    ends: tuple[tuple[float, float], ...]


def pier(number: int, left: Sequence[bool], right: Sequence[bool]) -> Pier:
    """number: from 0, from the left. left, right: of each number of the two programmes, whether it is known."""
    ropes = [*_ropes(number, left, -1), *_ropes(number, right, 1)]
    return Pier(
        road=_road(number),
        mast=_mast(number),
        known="".join(path for path, is_known in ropes if is_known),
        unknown="".join(path for path, is_known in ropes if not is_known),
        ends=tuple((x, ENDS) for at, x in ((0, 0.0), (PIERS - 1, float(WIDTH))) if at == number),
        nodes=(_node(number, MIDDLE / 2, any(left)), _node(number, WIDTH - MIDDLE / 2, any(right))),
    )


def height_of_road(number: int, x: float) -> float:
    """y at x within the drawing of this pier."""
    along = (number * WIDTH + x) / (PIERS * WIDTH)
    return round(ENDS - RISE * 4 * along * (1 - along), 1)


def _road(number: int) -> str:
    """A parabola is exactly one quadratic curve, whose handle lies where the two tangents meet."""
    start, end, middle = (height_of_road(number, x) for x in (0, WIDTH, MIDDLE))
    handle = round(2 * middle - (start + end) / 2, 1)
    return f"M0 {start:g}Q{MIDDLE:g} {handle:g} {WIDTH} {end:g}"


def _mast(number: int) -> str:
    """A slender post that grows wider to its foot."""
    top = TOP - 8
    return f"M{MIDDLE - 2.5:g} {top:g}h5L{MIDDLE + 7:g} {HEIGHT}h-14Z"


def _ropes(number: int, known: Sequence[bool], side: int) -> list[tuple[str, bool]]:
    """From the outermost, highest on the mast, to the innermost."""
    steps = max(len(known) - 1, 1)
    return [(_rope(number, side, at / steps), is_known) for at, is_known in enumerate(known)]


def _rope(number: int, side: int, inwards: float) -> str:
    x = round(MIDDLE + side * (FAR - (FAR - NEAR) * inwards), 1)
    return f"M{MIDDLE:g} {TOP + (LOWEST - TOP) * inwards:.1f}L{x:g} {height_of_road(number, x):g}"


def _node(number: int, x: float, is_known: bool) -> Node:
    return Node(x, height_of_road(number, x), is_known)
