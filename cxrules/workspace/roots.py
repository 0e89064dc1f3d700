"""The folders of the packages that a plan was made of, for what these bring along beside their rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    names = [name for name, _ in plan.packages if name != plan.model_id]
    around = around_package(root).all() if names else []
    for name in names:
        found = next((each.root for each in around if each.name == name), None)
        if found is not None:
            yield found
    yield root
