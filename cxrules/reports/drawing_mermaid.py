"""A graph of what rests on what, as a Mermaid flowchart, which many wikis and code hosts draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from cxrules.plan.drawing import Drawing

_SHAPES = {
    "capability": ("[[", "]]"),
    "level": ("[", "]"),
    "attribute": ("[", "]"),
    "criterion": ("(", ")"),
    "practice": ("(", ")"),
    "element": ("[", "]"),
    "value": ("([", "])"),
    "decision": ("{", "}"),
    "organisation": ("[[", "]]"),
    "stated": ("[/", "/]"),
    "rule": ("{{", "}}"),
}
_ESCAPES = str.maketrans(
    {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}
)


def to_mermaid(drawing: Drawing, title: str) -> str:
    """The graph, ending with a line break; arrows point from a reason to what rests on it."""
    numbers = {name: f"n{number}" for number, name in enumerate(drawing.boxes)}
    lines = ["---", f'title: "{_escaped(title)}"', "---", "flowchart LR"]
    for name, thing in drawing.boxes.items():
        opening, closing = _SHAPES.get(thing.kind, ("([", "])"))
        label = "<br>".join(_escaped(line) for line in (name, thing.label) if line)
        lines.append(f'  {numbers[name]}{opening}"{label}"{closing}')
    for start, end, kind in drawing.arrows:
        arrow = "-.->" if kind == "rule" else "-->"
        lines.append(f"  {numbers[start]} {arrow} {numbers[end]}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return clean(text).translate(_ESCAPES)
