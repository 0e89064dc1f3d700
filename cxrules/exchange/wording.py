"""Wording files: YAML maps from keys to templates, read and held against the keys and places there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange import values
from cxrules.exchange.document import read_tree
from cxrules.exchange.problems import Problems, listed
from cxrules.exchange.tree import Mapping, Scalar, kind
from cxrules.model.wording import PLURALS, STYLES, Wording, loose_brace, places

if TYPE_CHECKING:
    from collections.abc import Mapping as Names, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.exchange.tree import Node
    from cxrules.model.wording import Form
    from cxrules.text import Source, Span

OPEN = ("term.", "kind.", "time.", "cost.")
"""Keys of any name may begin so: words of a model, kinds of evidence, what times and costs are counted in."""


def read_wording(
    source: Source, language: str, known: Names[str, Sequence[str]] | None, *, whole: bool
) -> tuple[Wording | None, list[Diagnostic]]:
    """Read a wording; None where anything is wrong with it, which is told.

    `known` are the keys there are with the places each has; None: whatever is there is right. A `whole`
    wording must have them all.
    """
    node, found = read_tree(source)
    problems = Problems(source)
    problems.found = found
    if not isinstance(node, Mapping):
        if node is not None:
            problems.add("CX0504", f"A wording is a map of keys and sentences, not {kind(node)}.", node.span)
        return None, found
    forms = {
        name: form
        for name, (key, value) in node.entries.items()
        if (form := _form(name, key, value, problems)) is not None
    }
    if known is not None:
        _check(node, forms, known, problems)
        if whole:
            _complete(node, forms, known, problems)
    return (None if found else Wording(language, forms)), found


def _form(name: str, key: Scalar, value: Node, problems: Problems) -> Form | None:
    """A template, or one for each plural form."""
    if not isinstance(value, Mapping):
        return _template(value, name, key, problems)
    found: dict[str, str] = {}
    for form, (form_key, text) in value.entries.items():
        if form not in PLURALS:
            message = f"'{form}' is no plural form."
            problems.add("CX0502", message, form_key.span, f"There are {listed(PLURALS)}.")
            continue
        template = _template(text, form, form_key, problems)
        if template is not None:
            found[form] = template
    missing = [form for form in PLURALS if form not in value.entries]
    if missing:
        problems.add("CX0503", f"The plural form '{missing[0]}' of '{name}' is missing.", key.span)
    return found if len(found) == len(PLURALS) else None


def _template(value: Node, name: str, key: Scalar, problems: Problems) -> str | None:
    if isinstance(value, Scalar) and value.empty:
        problems.add("CX0503", f"'{name}' has no words.", key.span, "Write them, or leave the key out.")
        return None
    return values.text(value, name, problems)


def _check(
    node: Mapping, forms: Names[str, Form], known: Names[str, Sequence[str]], problems: Problems
) -> None:
    """Keys that there are not, and places that a sentence does not have."""
    for name, form in forms.items():
        key, value = node.entries[name]
        if name.startswith(OPEN):
            allowed: Sequence[str] = known.get(name, ())
        elif name in known:
            allowed = known[name]
        else:
            problems.add(
                "CX0502", f"No sentence has the key '{name}'.", key.span, problems.meant(name, known)
            )
            continue
        if isinstance(form, str):
            _check_template(name, form, value.span, allowed, problems)
        elif isinstance(value, Mapping):
            if "count" not in allowed and not name.startswith(OPEN):
                message = f"'{name}' counts nothing, so it has no plural forms."
                problems.add("CX0504", message, value.span, "Write one sentence.")
            for each, template in form.items():
                _check_template(name, template, value.entries[each][1].span, allowed, problems)


def _check_template(name: str, template: str, span: Span, allowed: Sequence[str], problems: Problems) -> None:
    if loose_brace(template) >= 0:
        message = f"A brace in '{name}' stands alone."
        problems.add("CX0575", message, span, "Write {{ or }} where a brace is meant.")
    for place, style, _ in places(template):
        if place not in allowed:
            here = f"It has {listed(f'{{{each}}}' for each in allowed)}." if allowed else "It has none."
            message = f"'{name}' has no place {{{place}}}."
            problems.add("CX0575", message, span, problems.meant(place, allowed, here))
        elif style not in STYLES:
            message = f"A name cannot be written as '{style}' in '{name}'."
            problems.add("CX0575", message, span, "Write {place}, {place:id}, {place:ids} or {place:title}.")


def _complete(
    node: Mapping, forms: Names[str, Form], known: Names[str, Sequence[str]], problems: Problems
) -> None:
    for name in known:
        if name not in node.entries and not name.startswith(OPEN):
            problems.add("CX0503", f"The key '{name}' is missing.", node.span)
    del forms
