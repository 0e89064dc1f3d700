"""The folders of the packages that a plan was made of, for what these bring along beside their rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.model.version import full_version
from cxrules.workspace.locate import around_package, find_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.plan import Plan


def roots_of(plan: Plan, model: str, base: Path | None) -> Iterator[Path]:
    """The folders, that of the model last; `model` is what it is named by, seen from the folder `base`."""
    root, _ = find_model(model, base)
    if root is None:
        return
    wanted = [each for each in plan.packages if each[0] != plan.model_id]
    around = around_package(root).packages if wanted else ()
    places: dict[tuple[str, str], Path] = {}
    for each in around:
        if each.kind != "mapping":
            places.setdefault((each.name, full_version(each.version)), each.root)
    for name, version in wanted:
        if (name, full_version(version)) in places:
            yield places[name, full_version(version)]
    yield root
