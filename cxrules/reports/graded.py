"""How a criterion is rated by data, in plain words: grades, the figures they take, limits with their origin.

The rows of a `rate` stand on the criterion's own page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import clean, wrap
from cxrules.reports.measures import about_metric
from cxrules.reports.value_pages import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.ruleset import CriterionText, Parameter, Ruleset
    from cxrules.reports.page import Page


def add_grades(page: Page, clauses: CriterionText | None) -> None:
    """Say what data rate a criterion, and how."""
    graded = clauses.graded if clauses else ()
    if clauses is None or not graded:
        return
    ruleset = page.ruleset
    page.blocks.append(list(_grades(page, clauses)))
    metrics = dict.fromkeys(name for each in graded for name in each.metrics)
    page.table("Figures", [(name, about_metric(ruleset.metrics[name])) for name in metrics])
    parameters = dict.fromkeys(name for each in graded for name in each.parameters)
    page.table("Limits", [(name, _about_limit(ruleset, ruleset.parameters[name])) for name in parameters])


def _grades(page: Page, clauses: CriterionText) -> Iterator[str]:
    joined = f"the {clauses.joined} counts" if clauses.joined in {"lowest", "highest"} else clauses.joined
    head = f"Rated by data; {joined}:" if len(clauses.graded) > 1 else "Rated by data:"
    yield from wrap(clean(head), page.look.columns)
    known = page.ruleset.parameters
    for each in clauses.graded:
        yield from wrap(clean(each.text), page.look.columns, "  ", "      ")
        for rating, condition in each.rows:
            text = condition if condition == "otherwise" else f"when {condition}"
            for name in each.parameters:
                text = text.replace(f"parameter {name}", values_of(known[name]))
            yield from wrap(clean(text), page.look.columns, f"    {clean(rating)}  ")


def _about_limit(ruleset: Ruleset, parameter: Parameter) -> str:
    """The value, and where it is from: the profile that sets it, or the source that the model names."""
    for word, change, because in ruleset.tailoring:
        if word == "set" and change.partition(" = ")[0] == parameter.id:
            reason = f": {because}" if because else ""
            return f"{values_of(parameter)}, set by the profile {ruleset.profile}{reason}"
    return f"{values_of(parameter)} ({parameter.source})" if parameter.source else values_of(parameter)
