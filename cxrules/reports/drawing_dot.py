"""A graph of what rests on what, in the language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from cxrules.plan.drawing import Drawing

_SHAPES = {
    "capability": "box3d",
    "level": "box",
    "attribute": "box",
    "criterion": "box",
    "practice": "box",
    "element": "folder",
    "value": "ellipse",
    "decision": "octagon",
    "organisation": "box3d",
    "stated": "parallelogram",
    "rule": "hexagon",
    "others": "note",
}
_ROUNDED = {"criterion", "practice"}


def to_dot(drawing: Drawing, title: str) -> str:
    """The graph, ending with a line break; arrows point from a reason to what rests on it."""
    lines = [
        f"digraph {_quoted(title)} {{",
        "  rankdir=LR;",
        '  node [fontname="Helvetica", fontsize=11];',
        '  edge [color="#666666"];',
    ]
    for name, thing in drawing.boxes.items():
        style = ', style="rounded"' if thing.kind in _ROUNDED else ""
        shape = _SHAPES.get(thing.kind, "ellipse")
        label = "\n".join(filter(None, (name, thing.label)))
        lines.append(f"  {_quoted(name)} [label={_quoted(label)}, shape={shape}{style}];")
    for start, end, kind in drawing.arrows:
        style = " [style=dashed]" if kind == "rule" else ""
        lines.append(f"  {_quoted(start)} -> {_quoted(end)}{style};")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    lines = (clean(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'
