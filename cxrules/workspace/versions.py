"""Two versions of a model, loaded to be held against each other, with the rename map that is for them.

A map lies beside the newer version, as ``changes/from-VERSION.yaml``, and is used unless another is named.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.versions.mapped import check_changes
from cxrules.diagnostics import Diagnostic, has_errors
from cxrules.exchange.changes import KEY, read_changes
from cxrules.exchange.document import decode
from cxrules.model.version import full_version
from cxrules.workspace.cache import plan_at
from cxrules.workspace.loading import load, load_ruleset
from cxrules.workspace.locate import find_named
from cxrules.workspace.packages import is_package, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.compare.versions.difference import Difference
    from cxrules.model.changes import RenameMap
    from cxrules.model.ruleset import Ruleset
    from cxrules.plan import Plan
    from cxrules.workspace.lock import Lock

FOLDER = "changes"
NO_MAP = "none"
"""What stands for no map at all, where one is named."""

_HEADER = re.compile(rf'^\s*[{{]?\s*"?{KEY}"?\s*:', re.MULTILINE)
_GLANCE = 65536


class Version(NamedTuple):
    """A version: what it was called by, where it lies, what it says; `plan` None: it cannot be assessed."""

    reference: str
    root: Path
    ruleset: Ruleset
    plan: Plan | None
    lock: Lock | None = None

    @property
    def name(self) -> str:
        """How a file elsewhere names it: the path where it was called by that, else name@version."""
        if Path(self.reference).exists() and ("/" in self.reference or "." in self.reference[:1]):
            return str(self.root)
        return f"{self.ruleset.id}@{full_version(self.ruleset.version)}"


class Versions(NamedTuple):
    """Two versions, the older first, and what is known of what became of what."""

    old: Version
    new: Version
    known: RenameMap | None

    def difference(self, seconds: float = 60.0) -> Difference:
        """The difference of the two; see `cxrules.compare.versions.difference`."""
        from cxrules.compare.versions.difference import difference

        old, new = self.old.plan, self.new.plan
        plans = None if old is None or new is None else (old, new)
        return difference(self.old.ruleset, self.new.ruleset, plans, self.known, seconds)


def versions(
    old: str,
    new: str,
    file: str | None = None,
    method: str | None = None,
    reading: str = "audit",
) -> tuple[Versions | None, list[Diagnostic]]:
    """Two versions by name, name@version or path; None where one of them or the map has errors.

    `file` is a rename map; ``none``: not even the one beside the newer version. Raises UnknownMethod, and
    OSError where a file cannot be read.
    """
    loaded: list[Version] = []
    problems: list[Diagnostic] = []
    for reference in (old, new):
        found, trouble = _version(reference, method, reading)
        problems += [each for each in trouble if each.severity == "error"]
        loaded += [found] if found is not None else []
    if len(loaded) < 2:  # noqa: PLR2004 - an old one and a new one
        return None, problems
    before, after = loaded
    known, wrong = _map(before, after, file)
    problems += wrong
    return (None if has_errors(problems) else Versions(before, after, known)), problems


def _version(reference: str, method: str | None, reading: str) -> tuple[Version | None, list[Diagnostic]]:
    root, lock, problems = find_named(reference)
    if root is None:
        return None, problems
    loaded = load(root, lock=lock)
    if loaded.analysis is None or has_errors(loaded.diagnostics):
        return None, list(loaded.diagnostics)
    ruleset = loaded.analysis.ruleset
    plan = None
    if ruleset.capabilities and ruleset.levels:
        plan, problems = plan_at(root, method, reading, lock=lock)
        if plan is None:
            return None, problems
    return Version(reference, root, ruleset, plan, lock), []


# ------------------------------------------------------------------------------------------------- maps


def is_changes(path: Path) -> bool:
    """Whether a file says that it is a rename map."""
    if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return _HEADER.search(file.read(_GLANCE)) is not None


def read_file(path: Path) -> tuple[RenameMap | None, list[Diagnostic]]:
    """The rename map in a file, by itself. Raises OSError where it cannot be read."""
    source = decode(shown(path), path.read_bytes())
    return (None, [source]) if isinstance(source, Diagnostic) else read_changes(source)


def check_changes_file(path: Path) -> list[Diagnostic]:
    """Everything wrong with a rename map, also against the two versions it names."""
    known, problems = read_file(path)
    if known is None:
        return problems
    root = path.resolve().parent.parent
    if path.parent.name == FOLDER and is_package(root):
        return [*problems, *_check_own(known, root)]
    found, trouble = _rulesets([f"{known.model}@{version}" for version in (known.old, known.new)])
    return [*problems, *(check_changes(known, *found) if found else trouble)]


def check_own_changes(root: Path) -> list[Diagnostic]:
    """Everything wrong with the rename maps that a package brings along."""
    return [problem for path in _own(root) for problem in check_changes_file(path)]


def _check_own(known: RenameMap, root: Path) -> list[Diagnostic]:
    """A map that a package brings along: it is for this version, and the older one need not be here.

    A map to an earlier version than this is left as it was.
    """
    own, _ = _rulesets([str(root)])
    if not own or full_version(own[0].version) != full_version(known.new):
        return []
    old, _ = load_ruleset(f"{known.model}@{known.old}", root.parent)
    return check_changes(known, old, own[0]) if old is not None else []


def _rulesets(references: Sequence[str]) -> tuple[list[Ruleset], list[Diagnostic]]:
    """The rulesets of these names; none with what is wrong where one of them cannot be read."""
    found: list[Ruleset] = []
    for reference in references:
        ruleset, problems = load_ruleset(reference)
        if ruleset is None:
            return [], problems
        found.append(ruleset)
    return found, []


def _own(root: Path) -> list[Path]:
    folder = root / FOLDER
    return sorted(folder.glob("from-*.yaml")) if folder.is_dir() else []


def _map(old: Version, new: Version, file: str | None) -> tuple[RenameMap | None, Sequence[Diagnostic]]:
    if file == NO_MAP:
        return None, []
    if file is None:
        return _beside(old, new)
    known, problems = read_file(Path(file))
    if known is None:
        return None, problems
    return known, [*problems, *check_changes(known, old.ruleset, new.ruleset)]


def _beside(old: Version, new: Version) -> tuple[RenameMap | None, Sequence[Diagnostic]]:
    """The map that the newer version brings along for the older one."""
    for path in _own(new.root):
        known, problems = read_file(path)
        if known is None:
            return None, problems
        ends = (full_version(old.ruleset.version), full_version(new.ruleset.version))
        if known.model == old.ruleset.id and (full_version(known.old), full_version(known.new)) == ends:
            return known, [*problems, *check_changes(known, old.ruleset, new.ruleset)]
    return None, []
