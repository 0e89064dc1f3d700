"""Generated versions of a model: the same model with one thing in it changed. Tests nothing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.strategies.models import Draft, DraftRule, aggregates, requirements

if TYPE_CHECKING:
    from collections.abc import Sequence


@st.composite
def versions(draw: st.DrawFn, draft: Draft) -> Draft:
    """A draft with the same subjects, scale and levels in which one thing, or nothing, is different."""
    kinds = ["same", "requirement", "requirement", "mode", "capability"]
    kinds += ["rule", "rule", "dropped"] * bool(draft.rules) + ["criteria"] * (draft.criteria is not None)
    kind = draw(st.sampled_from(kinds))
    if kind == "requirement":
        return _required(draw, draft)
    if kind == "mode":
        return replace(draft, mode=draw(st.sampled_from(["cumulative", "independent", "first stop"])))
    if kind == "capability":
        first, *others = draft.capabilities
        return replace(draft, capabilities=(first._replace(requires=()), *others))
    if kind == "criteria":
        return replace(draft, criteria=draw(aggregates()))
    if kind in {"rule", "dropped"}:
        return replace(draft, rules=_ruled(draw, draft.rules, kind, len(draft.scale.ratings)))
    return draft


def _required(draw: st.DrawFn, draft: Draft) -> Draft:
    place = draw(st.integers(0, len(draft.requirements) - 1))
    names = [each.name for each in draft.attributes]
    names = [
        name for name, each in zip(names, draft.attributes, strict=True) if each.level <= draft.levels[place]
    ]
    if not names:
        return draft
    new = draw(requirements(names, draft.levels[place], len(draft.scale.ratings), steady=False))
    required = (*draft.requirements[:place], new, *draft.requirements[place + 1 :])
    return replace(draft, requirements=required)


def _ruled(draw: st.DrawFn, rules: Sequence[DraftRule], kind: str, ranks: int) -> tuple[DraftRule, ...]:
    place = draw(st.integers(0, len(rules) - 1))
    rule = rules[place]
    if kind == "dropped":
        return (*rules[:place], *rules[place + 1 :])
    if rule.effect in {"cap", "fix"}:
        changed = rule._replace(rank=draw(st.integers(0, ranks - 1)))
    else:
        changed = rule._replace(
            when=None if rule.over != "criterion" and rule.effect != "warn" else rule.when
        )
    return (*rules[:place], changed, *rules[place + 1 :])
