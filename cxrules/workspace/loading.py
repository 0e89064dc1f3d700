"""Models from disk: a name or a path becomes checked packages, and those a ruleset.

This is the long way, which parses. The short way, from a stored plan, is `cxrules.workspace.cache`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose, has_errors
from cxrules.text import Source, near
from cxrules.workspace.locate import find_model, search_roots, shipped_models
from cxrules.workspace.packages import HEADER_FILES, Found, content_of, digest_of, discover

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics import Analysis, Package
    from cxrules.syntax import tree


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model with everything it uses, analysed; `roots` are where its packages lie, main first."""

    analysis: Analysis | None
    diagnostics: Sequence[Diagnostic]
    roots: tuple[Path, ...]


def load_ruleset(reference: str, base: Path | None = None) -> tuple[Ruleset | None, list[Diagnostic]]:
    """A model by name, name@version or path, resolved; None where it has errors, which are returned."""
    root, problems = find_model(reference, base)
    if root is None:
        return None, problems
    loaded = load(root)
    if loaded.analysis is None or has_errors(loaded.diagnostics):
        return None, list(loaded.diagnostics)
    return loaded.analysis.ruleset, list(loaded.diagnostics)


class Reader:
    """Reads packages, each once however many others use it.

    `show` gives the name under which people see a file, from the package's folder and the relative name.
    """

    def __init__(self, show: Callable[[Path, str], str] | None = None) -> None:
        """Begin with nothing read."""
        self.show = show
        self._read: dict[Path, tuple[Package | None, list[Diagnostic]]] = {}

    def package(self, root: Path) -> tuple[Package | None, list[Diagnostic]]:
        """The package at a place; see `read_package`."""
        place = root.resolve()
        if place not in self._read:
            self._read[place] = read_package(root, self.show)
        package, problems = self._read[place]
        return package, list(problems)


def load(root: Path, reader: Reader | None = None) -> Loaded:
    """Read, parse and analyse the package at `root` with all it uses.

    Raises OSError where a file cannot be read.
    """
    from cxrules.semantics import analyse

    reader = reader or Reader()
    main, problems = reader.package(root)
    if main is None or main.header is None:
        return Loaded(None, problems, (root,))
    packages, roots = [main], [root]
    for package, where, found in _used(main, root, reader, problems):
        packages.append(package)
        roots.append(where)
        problems += found
    analysis = analyse(packages)
    return Loaded(analysis, [*problems, *analysis.diagnostics], tuple(roots))


def _used(
    main: Package, root: Path, reader: Reader, problems: list[Diagnostic]
) -> list[tuple[Package, Path, list[Diagnostic]]]:
    """The packages that a package uses, and those that they use in turn, each once."""
    from cxrules.syntax import tree

    known: dict[str, Found] | None = None
    out: list[tuple[Package, Path, list[Diagnostic]]] = []
    seen = {main.name}
    queue = [main]
    while queue:
        package = queue.pop(0)
        for use in package.header.parts if package.header else ():
            if not isinstance(use, tree.Use) or use.name.text in seen:
                continue
            if use.word == "for" and package is not main:
                continue
            known = discover(search_roots(root)) if known is None else known
            found = _found(use, package, known, problems)
            if found is not None:
                seen.add(use.name.text)
                used, trouble = reader.package(found.root)
                if used is not None and used.header is not None:
                    out.append((used, found.root, trouble))
                    queue.append(used)
                else:
                    problems += trouble
    return out


def _found(
    use: tree.Use, package: Package, known: dict[str, Found], problems: list[Diagnostic]
) -> Found | None:
    from cxrules.semantics.package import version_fits

    kind = "model" if use.word == "for" else use.word
    found = known.get(use.name.text)
    if found is None or found.kind != kind:
        if not use.optional:
            near_name = near(use.name.text, [each.name for each in known.values() if each.kind == kind])
            hint = f"Did you mean {near_name}?" if near_name else "Put it beside this package, or install it."
            message = f"The {kind} {use.name.text} is not found."
            problems.append(diagnose("CX0204", message, package.header_source, use.name.span, hint))
        return None
    if not version_fits(found.version, use.range):
        wanted = " ".join(operator + leaf.text for operator, leaf in use.range.parts)
        message = f"{found.name} is here in version {found.version}; version {wanted} is asked for."
        problems.append(diagnose("CX0205", message, package.header_source, use.range.parts[0][1].span))
        return None
    return found


def read_package(
    root: Path, show: Callable[[Path, str], str] | None = None
) -> tuple[Package | None, list[Diagnostic]]:
    """The parsed files of a package; None where it cannot be one, with the reasons."""
    from cxrules.exchange.document import decode
    from cxrules.semantics import Package
    from cxrules.syntax import tree
    from cxrules.syntax.parse import parse

    problems: list[Diagnostic] = []
    files: list[tuple[Source, tree.File]] = []
    headers: list[tuple[Source, tree.Header]] = []
    content = content_of(root)
    for name, raw in sorted(content, key=lambda each: each[0] not in HEADER_FILES):
        shown = show(root, name) if show else f"{root.stem if root.is_file() else f'{root.name}/{name}'}"
        source = decode(shown, raw)
        if isinstance(source, Diagnostic):
            problems.append(source)
            continue
        file, trouble = parse(source)
        problems += trouble
        files.append((source, file))
        headers += [(source, each) for each in file.declarations if isinstance(each, tree.Header)]
    if not headers:
        if not problems:
            hint = "Begin one of its files with `model NAME version 1.0.0`, or `framework …`, or `rules …`."
            source_of = files[0][0] if files else None
            problems.append(diagnose("CX0203", f"{root.name} has no header.", source_of, None, hint))
        return Package(tuple(files), None, None, digest_of(content)), problems
    for source, header in headers[1:]:
        message = f"{root.name} has a second header, {header.word} {header.name.text}."
        hint = "One package has one header. Put this one in a folder of its own."
        problems.append(diagnose("CX0203", message, source, header.name.span, hint))
    source, header = headers[0]
    return Package(tuple(files), header, source, digest_of(content)), problems


__all__ = ["Loaded", "find_model", "load", "load_ruleset", "read_package", "shipped_models"]
