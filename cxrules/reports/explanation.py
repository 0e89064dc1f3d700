"""An explanation as text that an assessor can read aloud: one short sentence a line, reasons indented.

Where a sentence rests on something written, the place stands at its end: [file:line].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.speech import ENGLISH, Speech
from cxrules.reports.columns import clean, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.engine.because import Because
    from cxrules.plan.plan import Cite

_STEP = "  "
_WORTH_A_REMARK = 4  # reasons below a node; fewer are told again
_NARROWEST = 24  # columns that a sentence keeps, however deep it stands


def render(because: Because, *, columns: int, depth: int | None = None, say: Speech = ENGLISH) -> str:
    """The explanation, ending with a line break; `depth` is how many steps of reasons to show (None: all)."""
    lines: list[str] = []
    hidden = 0
    for node, level, remark, below in steps(because, depth, say):
        hidden += below
        indent = _STEP * level
        room = max(columns, len(indent) + _NARROWEST)
        lines += _with_place(_sentence(node), place(node.source), indent, room)
        if remark:
            lines += wrap(remark, room, indent + _STEP)
    if hidden:
        lines += ["", *wrap(not_shown(hidden, depth, say), columns)]
    return "\n".join(lines) + "\n"


def steps(
    because: Because, depth: int | None, say: Speech = ENGLISH
) -> Iterator[tuple[Because, int, str, int]]:
    """Each node with how deep it stands, a remark on its reasons (or ""), and how many are left out.

    Many reasons that were told before are told once: the second time there is a remark instead.
    """
    told: set[Because] = set()
    waiting = [(because, 0)]
    while waiting:
        node, level = waiting.pop()
        remark, below = "", 0
        if node in told:
            remark = say("(the reasons stand above)")
        elif node.children and depth is not None and level >= depth:
            below = _size(node)
        else:
            waiting += [(child, level + 1) for child in reversed(node.children)]
            if _size(node) >= _WORTH_A_REMARK:
                told.add(node)
        yield node, level, remark, below


def not_shown(count: int, depth: int | None, say: Speech = ENGLISH) -> str:
    """What to say of steps that the depth left out."""
    more = (depth or 0) + 1
    if count == 1:
        return say("1 further step is not shown; --depth {} shows more.", more)
    return say("{} further steps are not shown; --depth {} shows more.", count, more)


def place(source: Cite | None) -> str:
    """Where something is written, as file:line; empty where it stands nowhere."""
    if source is None:
        return ""
    return f"{clean(source.file)}:{source.line}" if source.line else clean(source.file)


def _sentence(node: Because) -> str:
    return clean(node.sentence) or clean(f"{node.id}: {node.value}")


def _size(node: Because) -> int:
    """How many nodes stand below; what is reached twice counts once."""
    seen: set[int] = set()
    waiting = list(node.children)
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            waiting += each.children
    return len(seen)


def _with_place(sentence: str, where: str, indent: str, columns: int) -> list[str]:
    """The sentence in lines, the place at the end of the last one, or below it where it does not fit."""
    rest = indent + _STEP
    lines = wrap(sentence, columns, indent, rest)
    if not where:
        return lines
    cited = f"[{where}]"
    if width(lines[-1]) + 2 + width(cited) <= columns:
        lines[-1] += f"  {cited}"
    else:
        lines.append(rest + cited)
    return lines
