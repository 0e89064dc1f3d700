"""An explanation in Markdown: a heading, and the reasons as a nested list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.reports.columns import clean
from cxrules.reports.explanation import not_shown, place, steps

if TYPE_CHECKING:
    from cxrules.engine.because import Because

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def render(because: Because, *, heading: str, about: str, depth: int | None = None) -> str:
    """The explanation, ending with a line break; `about` says which assessment and model it is of."""
    lines = [f"# {escaped(heading)}", "", escaped(about), ""]
    hidden = 0
    for node, level, remark, below in steps(because, depth):
        hidden += below
        where = place(node.source)
        cited = f" (`{where.replace('`', '')}`)" if where else ""
        sentence = node.sentence or f"{node.id}: {node.value}"
        if level == 0:
            lines += [f"**{escaped(sentence)}**{cited}", ""]
        else:
            lines.append(f"{'  ' * (level - 1)}- {escaped(sentence)}{cited}")
        if remark:
            lines.append(f"{'  ' * level}- *{escaped(remark)}*")
    if hidden:
        lines += ["", f"*{escaped(not_shown(hidden, depth))}*"]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", clean(text))
