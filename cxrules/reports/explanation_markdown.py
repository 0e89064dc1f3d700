"""An explanation in Markdown: a heading, and the reasons as a nested list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxrules.model.speech import ENGLISH, Speech, phrase
from cxrules.reports.columns import clean, listed
from cxrules.reports.explanation import not_shown, place, steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because

_READINGS = {"audit": phrase("audit"), "derive": phrase("derive")}
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def render(
    because: Because, *, heading: str, about: str, depth: int | None = None, say: Speech = ENGLISH
) -> str:
    """The explanation, ending with a line break; `about` says which assessment and model it is of."""
    lines = [f"# {escaped(heading)}", "", escaped(about), ""]
    hidden = 0
    for node, level, remark, below in steps(because, depth, say):
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
        lines += ["", f"*{escaped(not_shown(hidden, depth, say))}*"]
    return "\n".join(lines).rstrip() + "\n"


def heading(subject: str, level: int | None, say: Speech) -> str:
    """What is explained."""
    return say("Why: {}", subject) if level is None else say("Why not level {}: {}", level, subject)


def about(evaluation: Evaluation, say: Speech) -> str:
    """Which assessment an explanation is of."""
    assessment, plan = evaluation.assessment, evaluation.plan
    name = f"{assessment.title} ({assessment.id})" if assessment.title else assessment.id
    date = f", {say.date(assessment.date)}" if assessment.date else ""
    model = f"{plan.model_id} {plan.model_version}"
    reading = say(_READINGS[plan.reading])
    return say("{}{}. Model {}, {} reading, method {}.", name, date, model, reading, plan.method)


def what_if(told: Sequence[str], before: Because, say: Speech) -> str:
    """What was set, and what is so without it."""
    return clean(
        say(
            " What if: {}. As recorded: {}",
            listed(list(told), last=say("and")),
            before.sentence or before.value,
        )
    )


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", clean(text))
