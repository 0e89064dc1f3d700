"""Where models lie: by name among what ships, or by path. Nothing is parsed here."""

from __future__ import annotations

from pathlib import Path

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.text import near
from cxrules.workspace.packages import ENDING, HEADER_FILES, Found, discover, packages_below
from cxrules.workspace.shipped import shipped


def shipped_models() -> list[tuple[str, str, str, str, Path]]:
    """Name, version, kind, title and folder of every package that ships with cxrules."""
    found = sorted(
        packages_below(shipped("rulesets")), key=lambda each: (each.kind != "model", each.kind, each.name)
    )
    return [(each.name, each.version, each.kind, each.title, each.root) for each in found]


def find_model(reference: str, base: Path | None = None) -> tuple[Path | None, list[Diagnostic]]:
    """Where a model lies: `automotive-spice`, `automotive-spice@4.0`, or a path relative to `base`."""
    name, _, version = reference.partition("@")
    path = (base or Path()) / reference
    if reference.endswith(ENDING) or "/" in reference or "\\" in reference or (path.is_dir() and path.name):
        known = discover([shipped("rulesets")]) if not path.exists() else {}
        if path.exists():
            return _checked_root(path)
        if reference not in known:
            return None, [
                diagnose("CX0204", f"There is no model at {reference}.", hint=_there_are(known, reference))
            ]
    known = discover([shipped("rulesets")])
    found = known.get(name)
    if found is None:
        return None, [diagnose("CX0204", f"There is no model {name}.", hint=_there_are(known, name))]
    if version and not f"{found.version}.".startswith(f"{version.removesuffix('.')}."):
        message = f"{name} is here in version {found.version}, not {version}."
        return None, [
            diagnose("CX0205", message, hint=f"Write {name}@{found.version}, or install version {version}.")
        ]
    return found.root, []


def _checked_root(path: Path) -> tuple[Path | None, list[Diagnostic]]:
    if path.is_file() and path.name in HEADER_FILES:
        path = path.parent
    if path.is_dir() and not any((path / name).is_file() for name in HEADER_FILES):
        hint = f"A package is a folder with a file {', '.join(HEADER_FILES[:-1])} or {HEADER_FILES[-1]}."
        return None, [diagnose("CX0204", f"{path} is not a package.", hint=hint)]
    return path, []


def _there_are(known: dict[str, Found], name: str) -> str:
    guess = near(name, known)
    models = ", ".join(sorted(each.name for each in known.values() if each.kind == "model"))
    return f"Did you mean {guess}?" if guess else f"Shipped models: {models}. Or give the path of a model."


def search_roots(root: Path) -> list[Path]:
    """Where the packages that a package uses are looked for: within it, beside it, and what ships."""
    folder = root if root.is_dir() else root.parent
    beside = folder.parent if root.is_dir() else folder
    return [folder, beside, shipped("rulesets")]
