"""The assessments below a folder that one's own can be held against: by the same model, each unit once."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cxrules.model.version import compatible
from cxrules.workspace.assessing import evaluate_path
from cxrules.workspace.benchmark import Group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from cxrules.engine import Evaluation

_ENDINGS = {".yaml", ".yml", ".json"}
_NAMED = re.compile(r"""^[\s{]*["']?assessment["']?\s*:""", re.MULTILINE)
_LOOKED_AT = 20_000


def peers_below(folder: Path, own: Evaluation) -> Group:
    """The peers of an assessment in a folder and in those below it.

    One's own is none of them, and of several assessments of one name the newest counts. What has errors or is
    by another model is counted, and not named. Raises OSError where a file cannot be read.
    """
    newest: dict[str, Evaluation] = {}
    left: Counter[str] = Counter()
    for path in assessments_below(folder):
        found, _ = evaluate_path(path)
        if found is None:
            left["unreadable"] += 1
        elif found.plan.model_id != own.plan.model_id:
            left["other_model"] += 1
        elif found.assessment.id == own.assessment.id:
            left["own"] += 1
        else:
            name = found.assessment.id
            left["superseded"] += name in newest
            if name not in newest or _day(found) > _day(newest[name]):
                newest[name] = found
    versions = (each.plan.model_version for each in newest.values())
    others = Counter(each for each in versions if not compatible(each, own.plan.model_version))
    return Group(list(newest.values()), **left, other_versions=others)


def assessments_below(folder: Path) -> Iterator[Path]:
    """The files that say they are an assessment."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _ENDINGS and path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                if _NAMED.search(file.read(_LOOKED_AT)):
                    yield path


def _day(evaluation: Evaluation) -> date:
    from datetime import date

    return evaluation.assessment.date or date.min
