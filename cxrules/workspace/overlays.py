"""Overlay files: which are shown, and whether they fit their model. Laying them over it is in `overlaid`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.model.version import full_version, within
from cxrules.workspace.packages import shown
from cxrules.workspace.project import project_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cxrules.model.overlay import Overlay
    from cxrules.model.ruleset import Ruleset
    from cxrules.plan import Plan

VARIABLE = "CXRULES_OVERLAY"
_OVERLAY = re.compile(r"^(?:titles|texts|attributes|levels)\s*:", re.MULTILINE)
_OTHER = re.compile(r'^\s*"?(?:cxrules|assessment)"?\s*:', re.MULTILINE)
_GLANCE = 65536


class Names(NamedTuple):
    """What a model calls by id: everything with a title, attributes among it, levels, and ratings."""

    ids: Collection[str]
    attributes: Collection[str]
    levels: Collection[int]
    ratings: Collection[str]


def is_overlay(path: Path) -> bool:
    """Whether a file says that it is an overlay: it has titles or texts, and is no assessment."""
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        text = file.read(_GLANCE)
    return _OVERLAY.search(text) is not None and _OTHER.search(text) is None


def read_file(path: Path) -> tuple[Overlay | None, list[Diagnostic]]:
    """The overlay in a file; None where anything is wrong with it. Raises OSError where it cannot be read."""
    from cxrules.exchange.document import decode
    from cxrules.exchange.overlay import read_overlay

    source = decode(shown(path), path.read_bytes())
    return (None, [source]) if isinstance(source, Diagnostic) else read_overlay(source, path.name)


# ------------------------------------------------------------------------------------- which are shown


def overlays_for(
    model: str, version: str, files: Sequence[Path] = (), folder: Path | None = None
) -> tuple[list[Overlay], list[Diagnostic]]:
    """The overlays to show a model with: the `files` named, or else those of the surroundings.

    These are named by the environment (`CXRULES_OVERLAY`; ``off`` for none), or else by the project file over
    `folder` (default: the folder we are in); of them those for other models are passed over, while a file
    that was named must fit. Raises OSError where a file cannot be read.
    """
    chosen, problems = [], []
    for path in files or _surrounding(folder or Path()):
        overlay, trouble = read_file(path)
        problems += trouble
        if overlay is not None:
            misfit = _misfit(overlay, model, version)
            if misfit is None:
                chosen.append(overlay)
            elif files:
                problems.append(misfit)
    return chosen, problems


def _surrounding(folder: Path) -> Sequence[Path]:
    stated = os.environ.get(VARIABLE, "")
    if stated:
        return () if stated == "off" else [Path(each) for each in stated.split(os.pathsep) if each]
    project = project_of(folder)
    return project.overlays if project else ()


def _misfit(overlay: Overlay, model: str, version: str) -> Diagnostic | None:
    if overlay.model != model:
        message = f"The overlay {overlay.name} is for {overlay.model}, not for {model}."
        return diagnose("CX0570", message, overlay.source, overlay.places.get(("", "model")))
    if not within(version, overlay.range):
        wanted = " ".join(operator + bound for operator, bound in overlay.range)
        here = full_version(version)
        message = f"The overlay {overlay.name} is for {model} {wanted}; this is {model} {here}."
        return diagnose("CX0570", message, overlay.source, overlay.places.get(("", "version")))
    return None


# -------------------------------------------------------------------------------- whether they fit


def check_overlay_file(path: Path) -> list[Diagnostic]:
    """Everything wrong with an overlay, held against the model it names, which is looked for from there."""
    from cxrules.workspace.loading import load
    from cxrules.workspace.locate import around_folder, find_package

    overlay, problems = read_file(path)
    if overlay is None:
        return problems
    around = around_folder(path.parent)
    here = [each.version for each in around.all() if each.name == overlay.model]
    if here and not any(within(each, overlay.range) for each in here):
        misfit = _misfit(overlay, overlay.model, here[-1])
        return [misfit] if misfit else []
    root, trouble = find_package(overlay.model, overlay.range, around)
    if root is None:
        return [each._replace(source=overlay.source, span=overlay.places["", "model"]) for each in trouble]
    loaded = load(root)
    if loaded.analysis is None:
        return [each for each in loaded.diagnostics if each.severity == "error"]
    return strange_names(overlay, names_of(loaded.analysis.ruleset))


def names_of(ruleset: Ruleset) -> Names:
    """Everything in a model that an overlay can name."""
    practices = [each.id for attribute in ruleset.attributes.values() for each in attribute.practices]
    criteria = [each.id for capability in ruleset.capabilities.values() for each in capability.criteria]
    parts = [each.id for capability in ruleset.capabilities.values() for each in capability.parts]
    others = (ruleset.groups, ruleset.scopes, ruleset.targets, ruleset.rules, ruleset.parameters)
    words = (ruleset.tags, ruleset.items, ruleset.causes, ruleset.findings, ruleset.contexts)
    asked = (ruleset.inputs, ruleset.facets, ruleset.judgements, ruleset.sets, ruleset.profiles)
    ids = dict.fromkeys([*ruleset.capabilities, *parts, *criteria, *ruleset.attributes, *practices])
    for each in (*others, *words, *asked, filter(None, ruleset.organisations)):
        ids.update(dict.fromkeys(each))
    ids.update((each.id, None) for each in (*ruleset.values, *ruleset.decisions))
    ratings = [value.id for scale in ruleset.scales.values() for value in scale.values]
    return Names(ids, tuple(ruleset.attributes), [level.order for level in ruleset.levels], ratings)


def names_in_plan(plan: Plan) -> Names:
    """What an overlay can name and a plan knows; it knows no tags, sets and items, for example."""
    ids = dict.fromkeys([*plan.capabilities, *plan.subjects, *plan.findings, *plan.causes])
    ids.update(dict.fromkeys([*plan.targets, *plan.scopes, *plan.rule_texts, *plan.parameters]))
    ids.update((relative_to(name, each.capability), None) for name, each in plan.subjects.items())
    answers = plan.answers
    ids.update(dict.fromkeys([*plan.things, *answers.contexts, *answers.facets, *answers.inputs]))
    ids.update((each.name, None) for each in plan.values)
    ids.update((each.name, None) for each in plan.organisations)
    ids.update((key.rpartition(".")[2], None) for key in (*answers.inputs, *answers.judgements))
    return Names(ids, plan.attribute_levels, plan.level_names, [name for name, _ in plan.scale_values])


def relative_to(name: str, capability: str) -> str:
    """An attribute's or practice's id as the framework declares it: ``PA.2.1`` of ``SWE.1.PA.2.1``."""
    return name.removeprefix(f"{capability}.")


def strange_names(overlay: Overlay, names: Names) -> list[Diagnostic]:
    """Every entry of an overlay that its model has nothing for."""
    from cxrules.exchange.problems import Problems

    problems = Problems(overlay.source)
    known: dict[str, Collection[str]] = {
        "titles": names.ids,
        "texts": names.ids,
        "attributes": names.attributes,
        "levels": [str(order) for order in names.levels],
        "ratings": names.ratings,
    }
    said: dict[str, Iterable[str]] = {
        "titles": overlay.titles,
        "texts": overlay.texts,
        "attributes": overlay.attributes,
        "levels": map(str, overlay.levels),
        "ratings": overlay.ratings,
    }
    for section, ids in said.items():
        what = {"titles": "id", "texts": "id"}.get(section, section[:-1])
        for name in ids:
            if name not in known[section]:
                message = f"{overlay.model} has no {what} {name}."
                hint = problems.meant(name, known[section])
                problems.add("CX0571", message, overlay.places.get((section, name)), hint)
    return problems.found
