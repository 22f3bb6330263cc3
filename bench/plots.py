"""The plots of RESULTS.md, as PNG and SVG. Colours are those of Okabe and Ito, told apart by colour-blind readers too.

Needs matplotlib (`pip install -e '.[bench]'`); without it the page is written and the plots are left as they are.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import plots_linking
from bench.goals import Part
from bench.pages_growth import TITLES, micros
from bench.processes import tell
from bench.rooms import OTHER, ROOMS
from bench.sampling import PARENT

BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, RED, PINK = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
)
GREY = "#999999"
_STYLE = {
    "font.size": 11, "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
    "axes.titlelocation": "left", "axes.titlesize": 12, "figure.dpi": 110, "savefig.dpi": 160,
    "svg.hashsalt": "anq2rdf", "figure.constrained_layout.use": True, "legend.frameon": False,
}


_HEIGHTS = {"memory": 6.2, "linking": 7.2}       # those of two pictures


def draw(results: dict[str, Part], folder: Path) -> None:
    """Every plot whose part was measured."""
    if importlib.util.find_spec("matplotlib") is None:
        tell("no matplotlib: the plots are left as they are; pip install -e '.[bench]'")
        return
    folder.mkdir(exist_ok=True)
    plots: dict[str, tuple[str, Callable[[Any, Part], None]]] = {
        "layouts": ("layouts", _layouts), "compression": ("conversion", _compression), "growth": ("growth", _growth),
        "memory": ("growth", _memory), "rivals": ("rivals", _rivals), "judging": ("judging", _judging),
        "rooms": ("rooms", _rooms), "linking": ("linking", plots_linking.curves),
    }
    for name, (part, plot) in plots.items():
        if part in results and (name != "memory" or results[part]["huge"]) and not _lacks(name, results[part]):
            with _figure(folder / name, _HEIGHTS.get(name, 4.2)) as axes:
                plot(axes, results[part])


def _lacks(name: str, part: Part) -> bool:
    return name == "linking" and "missing" in part


@contextmanager
def _figure(path: Path, height: float) -> Iterator[Any]:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    with mpl.rc_context(_STYLE):
        figure, axes = pyplot.subplots(2 if path.name in _HEIGHTS else 1, figsize=(8, height))
        yield axes
        figure.savefig(path.with_suffix(".png"))
        figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})
        pyplot.close(figure)


def _bars(axes: Any, names: list[str], values: list[float], colours: list[str], form: str) -> None:
    """Horizontal bars, the first on top, each with its value."""
    drawn = axes.barh(names, values, color=colours, height=0.65)
    axes.bar_label(drawn, [form.format(value) for value in values], padding=4)
    axes.invert_yaxis()
    axes.margins(x=0.16)
    axes.tick_params(axis="y", length=0)


def _layouts(axes: Any, part: Part) -> None:
    by_key = {each["key"]: each for each in part["contestants"]}
    rows = [("c", "a", "JSON zip\n÷ zipfile + orjson"), ("d", "b-xml", "XML zip\n÷ zipfile + lxml"),
            ("e-json", "b-ijson", "giant JSON\n÷ ijson"), ("e-xml", "b-iter", "giant XML\n÷ iterparse")]
    values = [by_key[key]["median"] / by_key[floor]["median"] for key, floor, _ in rows]
    _bars(axes, [title for _, _, title in rows], values, [BLUE] * len(rows), "{:.2f}×")
    _goal(axes, 2, "goal: at most 2×")
    axes.set_xlabel("time of the whole conversion ÷ time of reading alone")
    axes.set_title(f"Converting to N-Triples, {part['questions']:,} questions, one process")


def _goal(axes: Any, value: float, text: str) -> None:
    axes.axvline(value, color=RED, linestyle="--", linewidth=1.5, label=text)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 0.98))      # beside the title


def _compression(axes: Any, part: Part) -> None:
    by_key = {each["key"]: each for each in part["contestants"]}
    keys = [key for key in ("z-nt", "z-nt-gz", "z-nt-zst") if key in by_key]
    plain = by_key["z-nt"]["output_bytes"]
    values = [plain / by_key[key]["median"] / 1e6 for key in keys]
    names = [
        f".{key.removeprefix('z-').replace('-', '.')}\n{by_key[key]['output_bytes'] / 1e6:,.0f} MB on disk"
        for key in keys
    ]
    _bars(axes, names, values, [GREY, SKY, BLUE], "{:.0f} MB/s")
    axes.set_xlabel("N-Triples made, MB/s (before packing)")
    axes.set_title(f"Converting into a file, {part['questions']:,} questions, one process")


def _growth(axes: Any, part: Part) -> None:
    reading = [(size["questions"], size["reading"]["median"]) for size in part["sizes"]]
    lines = [("reading alone (zipfile + orjson), one process", GREY, "s", reading)]
    for jobs, colour, mark in (("1", BLUE, "o"), ("2", ORANGE, "^")):
        found = [(size["questions"], size[jobs]["median"]) for size in part["sizes"]]
        huge = part["huge"]
        if huge:
            found.append((huge["questions"], huge["watched"][f"{huge['questions']}/{jobs}"]["seconds"]))
        lines.append((f"anq2rdf, {jobs} process{'es' if jobs == '2' else ''}", colour, mark, found))
    for title, colour, mark, found in lines:
        speeds = [count / seconds for count, seconds in found]
        axes.plot([count for count, _ in found], speeds, marker=mark, color=colour, label=title, linewidth=2)
    counts = sorted({count for _, _, _, found in lines for count, _ in found})
    axes.set_xscale("log")
    axes.set_xticks(counts, [f"{count:,}" for count in counts])
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="y", color="#dddddd")
    axes.set_xlabel("written questions in the zip")
    axes.set_ylabel("questions a second")
    axes.set_title("JSON zip → N-Triples, whole processes")
    axes.legend(loc="best")


def _memory(axes: Any, part: Part) -> None:
    """Above ten thousand, below a million: two processes, each over its own time."""
    huge = part["huge"]
    for place, count in zip(axes, (huge["base"], huge["questions"]), strict=True):
        watched = huge["watched"][f"{count}/2"]
        colours = iter((ORANGE, GREEN, PINK, YELLOW))
        for name, series in watched["series"].items():
            points = [(moment, value / 1e6) for moment, value in zip(watched["times"], series, strict=True)
                      if value is not None]
            place.plot(*zip(*points, strict=True), label=name, linewidth=1.8,
                       color=BLUE if name == PARENT else next(colours, GREY))
        place.axhline(150, color=RED, linestyle="--", linewidth=1.3, label="goal for a worker: 150 MB")
        place.set_ylim(bottom=0)
        place.set_xlim(left=0)
        place.grid(axis="y", color="#dddddd")
        place.set_ylabel("resident memory, MB")
        place.set_title(f"{count:,} questions, two processes, register included")
        place.set_ylim(top=max(200, 1.25 * place.dataLim.y1))      # room for the legend
    axes[0].legend(loc="upper right", ncols=4, fontsize=9)
    axes[1].set_xlabel("seconds since the start")


def _rivals(axes: Any, part: Part) -> None:
    names = {"ours": "anq2rdf\nfrom the zip"} | {
        "rdflib": "rdflib\nfinished rows", "morph-kgc": "morph-kgc\nfinished table", "maplib": "maplib\nfinished table",
    }
    rows = sorted(part["contestants"], key=lambda each: each["statements"] / each["median"], reverse=True)
    values = [each["statements"] / each["median"] for each in rows]
    colours = [BLUE if each["key"] == "ours" else GREY for each in rows]
    _bars(axes, [names[each["key"]] for each in rows], values, colours, "{:,.0f}/s")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel("statements a second, whole process, one process")
    axes.set_title(f"Making N-Triples of {part['questions']:,} questions")


def _judging(axes: Any, part: Part) -> None:
    last = part["sizes"][-1]
    names = {"ours": "anq2rdf", "pyshacl": "pySHACL\nwhole graph", "pyrudof": part["pyrudof"].replace(" ", "\n")}
    values = [each["judge"] for each in last["engines"].values()]
    colours = [BLUE if key == "ours" else GREY for key in last["engines"]]
    axes.set_xscale("log")
    axes.set_xlim(left=min(values) / 5)
    _bars(axes, [names[key] for key in last["engines"]], values, colours, "{:,.2f} s")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    axes.set_xlabel("seconds of judging, without loading (logarithmic)")
    axes.set_title(f"Checking every Core shape on {last['questions']:,} questions, {last['statements']:,} statements")


def _rooms(axes: Any, part: Part) -> None:
    layouts = list(part["layouts"])
    left = [0.0] * len(layouts)
    colours = (SKY, BLUE, GREEN, YELLOW, PINK, ORANGE, RED, GREY, BLACK, "#dddddd")
    for room, colour in zip((*dict(ROOMS), OTHER), colours, strict=True):
        values = [micros(part, name, room) for name in layouts]
        if sum(values):
            axes.barh([TITLES[name] for name in layouts], values, left=left, color=colour, label=room, height=0.65,
                      edgecolor="white", linewidth=0.6)
            left = [before + value for before, value in zip(left, values, strict=True)]
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel("microseconds of the processor for each question")
    axes.set_title("Where the time of a conversion goes, one process, with the register")
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, -0.2), ncols=3, fontsize=9)
