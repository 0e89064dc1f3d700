"""Stored plans: a second run with the same text needs neither parser nor analysis.

A stored plan names every file it was made from with the hash of its content, and is used only if all of them,
and no others, are there unchanged and its own hash fits. Anything else is made anew. It lies in the user's
cache folder (`$XDG_CACHE_HOME/cxrules`, or `~/.cache/cxrules`; `CXRULES_CACHE=off` does without).
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxrules import __version__
from cxrules.diagnostics import Diagnostic, Unknown, diagnose, has_errors
from cxrules.plan.serial import ForeignPlan, dump, from_data, load
from cxrules.workspace.locate import around_package
from cxrules.workspace.lock import lock_over
from cxrules.workspace.packages import content_of, digest_of
from cxrules.workspace.tailored import AS_IT_IS, Tailored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.plan import Plan
    from cxrules.workspace.loading import Loaded
    from cxrules.workspace.lock import Lock


class UnknownMethod(Unknown):
    """The model has no method of this name; `known` are those it has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Keep the name and the known ones."""
        super().__init__("There is no method", name, known)


def cache_folder() -> Path | None:
    """Where plans are stored; None where storing is switched off."""
    if os.environ.get("CXRULES_CACHE") == "off":
        return None
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "cxrules" / "plans"


def plan_at(
    root: Path,
    method: str | None = None,
    reading: str = "audit",
    *,
    lock: Lock | None = None,
    tailored: Tailored = AS_IT_IS,
) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan of the model at `root`, from the cache where it fits; None with reasons where it has errors.

    `lock` takes the place of the lockfile that holds for the model. Raises UnknownMethod, and OSError where a
    file cannot be read.
    """
    if lock is None:
        lock, problems = lock_over(root)
        if problems:
            return None, problems
    stored = _stored_path(root, method, reading, tailored)
    if stored is not None:
        plan = _from_cache(stored, root, lock)
        if plan is not None and plan.tailoring.holds_on(tailored.day.isoformat() if tailored.day else None):
            return plan, []
    return _made_anew(root, method, reading, stored, lock, tailored)


def _stored_path(root: Path, method: str | None, reading: str, tailored: Tailored) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    name = "\0".join([str(root.resolve()), method or "", reading, __version__, *tailored.key()])
    return folder / f"{sha256(name.encode()).hexdigest()[:32]}.plan"


def _from_cache(stored: Path, root: Path, lock: Lock | None) -> Plan | None:
    try:
        text = stored.read_text(encoding="utf-8")
        header, data = load(text)
        return from_data(data) if header == origin_of(root, header["roots"], stored.stem, lock) else None
    except (OSError, UnicodeDecodeError, ForeignPlan, KeyError, TypeError):
        return None


def origin_of(root: Path, roots: Sequence[str], name: str, lock: Lock | None) -> dict[str, Any]:
    """What a plan is made from: the program, the packages' contents, and every package that could be used.

    `name` stands for the model, method and reading that were asked for. A plan is stored only where the
    contents are as locked, so that the lock's own text is all that need be looked at again.
    """
    packages, problems = around_package(root)
    return {
        "for": name,
        "program": [__version__, *_compiler()],
        "roots": list(roots),
        "contents": [digest_of(content_of(Path(each))) for each in roots],
        "around": [f"{each.kind} {each.name} {each.version} {each.root}" for each in packages],
        "wrong": [each.message for each in problems],
        "lock": sha256(lock.source.text.encode()).hexdigest() if lock is not None else None,
    }


def _compiler() -> list[int]:
    """Size and newest change of the modules that make plans: changing them unmakes what is stored."""
    package = Path(__file__).resolve().parent.parent
    sizes = changed = 0
    for folder in ("plan", "semantics", "syntax"):
        with os.scandir(package / folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".json")):
                    found = entry.stat()
                    sizes += found.st_size
                    changed = max(changed, found.st_mtime_ns)
    return [sizes, changed]


def _made_anew(
    root: Path,
    method: str | None,
    reading: str,
    stored: Path | None,
    lock: Lock | None,
    tailored: Tailored,
) -> tuple[Plan | None, list[Diagnostic]]:
    data, loaded, problems = compiled(root, method, reading, lock=lock, tailored=tailored)
    if data is None:
        return None, problems
    name = stored.stem if stored is not None else ""
    text = dump(data, origin_of(root, [str(each) for each in loaded.roots], name, lock))
    if stored is not None:
        _store(stored, text)
    return as_stored(text), problems


def as_stored(text: str) -> Plan:
    """The plan in a text that was just made: what a later run reads is what this run uses."""
    import json

    return from_data(json.loads(text.partition("\n")[2])[1])


def compiled(
    root: Path, method: str | None, reading: str, *, lock: Lock | None, tailored: Tailored
) -> tuple[dict[str, Any] | None, Loaded, list[Diagnostic]]:
    """The data of a plan, made from the text of packages, and these; None with reasons where it has errors.

    Raises UnknownMethod, UnknownProfile, and OSError where a file cannot be read.
    """
    from cxrules.semantics import compile_plan
    from cxrules.workspace.loading import load as load_packages

    loaded = load_packages(root, lock=lock, tailored=tailored)
    if loaded.analysis is None or has_errors(loaded.diagnostics):
        return None, loaded, list(loaded.diagnostics)
    ruleset = loaded.analysis.ruleset
    if not ruleset.capabilities or not ruleset.levels or not ruleset.scales:
        message = f"{ruleset.id} cannot be assessed: it has no capabilities, or no scale or levels for them."
        hint = "Name a model; `cxrules models` lists those that are shipped."
        return None, loaded, [*loaded.diagnostics, diagnose("CX0404", message, hint=hint)]
    methods = ruleset.methods
    if method is not None and method not in methods:
        raise UnknownMethod(method, list(methods))
    return compile_plan(loaded.analysis, method, reading), loaded, list(loaded.diagnostics)


def _store(stored: Path, text: str) -> None:
    """Write whole or not at all. A cache that cannot be written is no reason to fail: the plan is there."""
    import tempfile  # only where a plan is made: it is not small

    try:
        stored.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=stored.parent, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(stored)
    except OSError:
        Path(name).unlink(missing_ok=True)
