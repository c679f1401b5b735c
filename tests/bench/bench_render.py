"""What the figures cost: `python tests/bench/bench_render.py`.

The floors are the table of the design (look.md, section 3): the same figures as first drafts, on another machine. So
ratios to an empty figure of this machine are printed, too: an empty one draws in the time that Agg needs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.render.seen import look
from wellbeing.render import bars, year
from wellbeing.render.chart import DPI, Chart, Size, Table
from wellbeing.render.export import pdf, png, svg

TABLE = Table(("Day",), ())
ROUNDS = 12
DESIGN = {
    "seven bars": (816, 214, None),
    "seven bars by category, patterns": (816, 214, None),
    "twelve months": (816, 190, None),
    "year heat map": (816, 172, (13.0, 18.0, 13.2, 20.0, 14.8)),
}
"""Width, height, and the design's build, first and second draw at 1x, first and second at 2x (ms)."""


def stack(count: int, *, groups: bool) -> bars.Bars:
    names = list(look().groups) if groups else ["ai", bars.REST]
    shown = tuple(
        bars.Bar(
            str(place),
            f"N{place}",
            "",
            tuple(bars.Part(name, 1 + (place + at) % 3, str(60 + place)) for at, name in enumerate(names)),
            f"{4 + place % 3} h 07",
            usual=5.0,
        )
        for place in range(count)
    )
    return bars.Bars(shown, "", TABLE, (4.5, "usual day\n4 h 22"), "" if groups else "AI tools,\nminutes")


def field() -> year.Field:
    first = date(2026, 1, 1)
    return year.Field(
        days=[
            year.Day(first + timedelta(days=place), None if place % 40 == 0 else place % 5, "")
            for place in range(365)
        ],
        last=date(2026, 12, 31),
        first_weekday=0,
        weekdays={0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"},
        months={month: date(2026, month, 1).strftime("%b") for month in range(1, 13)},
        key=("none", "1–19 min", "20–44 min", "45–74 min", "75 min and more"),
        missing="not recorded",
        sentence="",
        table=TABLE,
    )


def drawing(name: str) -> Callable[[], Chart]:
    width, height, _ = DESIGN[name]
    size = Size(width, height)
    week, by_group, months, days = (
        stack(7, groups=False),
        stack(7, groups=True),
        stack(12, groups=False),
        field(),
    )
    return {
        "seven bars": lambda: bars.bars(week, look(), size),
        "seven bars by category, patterns": lambda: bars.bars(by_group, look(patterns=True), size),
        "twelve months": lambda: bars.bars(months, look(), size),
        "year heat map": lambda: year.year(days, look(), size),
    }[name]


def draw(figure: Figure, ratio: float) -> float:
    """Milliseconds of one drawing."""
    figure.set_dpi(DPI * ratio)
    begin = time.perf_counter()
    FigureCanvasAgg(figure).draw()
    return (time.perf_counter() - begin) * 1000


def empty(width: float, height: float, ratio: float) -> float:
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    draw(figure, ratio)
    return median(draw(figure, ratio) for _ in range(ROUNDS))


def say(name: str, value: float, floor: float, design: float | None) -> None:
    beside = f", design {design:g}" if design is not None else ""
    print(f"{name}: {value:.1f} ms (floor {floor:.2f}, ratio {value / floor:.0f}{beside})", flush=True)


def figures() -> None:
    for name, (width, height, design) in DESIGN.items():
        make = drawing(name)
        make()
        builds: list[float] = []
        firsts: dict[int, list[float]] = {1: [], 2: []}
        seconds: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(ROUNDS):
            for ratio in (1, 2):
                begin = time.perf_counter()
                chart = make()
                builds.append((time.perf_counter() - begin) * 1000)
                firsts[ratio].append(draw(chart.figure, ratio))
                seconds[ratio].append(draw(chart.figure, ratio))
        known = design or (None,) * 5
        floors = {ratio: empty(width, height, ratio) for ratio in (1, 2)}
        say(f"{name}, build", median(builds), floors[1], known[0])
        for place, ratio in enumerate((1, 2)):
            say(f"{name}, first draw {ratio}x", median(firsts[ratio]), floors[ratio], known[1 + 2 * place])
            say(f"{name}, again {ratio}x", median(seconds[ratio]), floors[ratio], known[2 + 2 * place])


def files() -> None:
    chart = drawing("year heat map")()
    for name, write in (("PNG", png), ("PDF", pdf), ("SVG", svg)):
        write(chart)
        found = []
        for _ in range(5):
            begin = time.perf_counter()
            write(chart)
            found.append((time.perf_counter() - begin) * 1000)
        say(f"year heat map as {name}", median(found), empty(816, 172, 2), None)


if __name__ == "__main__":
    figures()
    files()
