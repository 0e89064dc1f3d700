"""Models from disk: a name or a path becomes checked packages, and those a ruleset.

This is the long way, which parses. The short way, from a stored plan, is `cxrules.workspace.cache`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxrules.diagnostics import Diagnostic, diagnose, has_errors
from cxrules.workspace.locate import find_named
from cxrules.workspace.lock import Lock, lock_over
from cxrules.workspace.packages import HEADER_FILES, Found, content_of, digest_of
from cxrules.workspace.tailored import AS_IT_IS, Tailored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics import Analysis, Package
    from cxrules.syntax import tree
    from cxrules.text import Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model with everything it uses, analysed; `roots` are where its packages lie, main first."""

    analysis: Analysis | None
    diagnostics: Sequence[Diagnostic]
    roots: tuple[Path, ...]


def load_ruleset(
    reference: str, base: Path | None = None, *, tailored: Tailored = AS_IT_IS
) -> tuple[Ruleset | None, list[Diagnostic]]:
    """A model by name, name@version or path, resolved; None where it has errors, which are returned.

    Raises UnknownProfile.
    """
    root, lock, problems = find_named(reference, base)
    if root is None:
        return None, problems
    loaded = load(root, lock=lock, tailored=tailored)
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
        self._analysed: dict[tuple[object, ...], tuple[list[Package], Analysis]] = {}

    def package(self, root: Path) -> tuple[Package | None, list[Diagnostic]]:
        """The package at a place; see `read_package`."""
        place = root.resolve()
        if place not in self._read:
            self._read[place] = read_package(root, self.show)
        package, problems = self._read[place]
        return package, list(problems)

    def analysis(self, packages: list[Package], profile: str | None, day: date | None) -> Analysis:
        """The analysis of packages, one for the same packages; see `cxrules.semantics.analyse`."""
        from cxrules.semantics import analyse

        key = (*map(id, packages), profile, day)  # the packages are kept below, so that an id stays theirs
        if key not in self._analysed:
            self._analysed[key] = packages, analyse(packages, profile, day)
        return self._analysed[key][1]


def load(
    root: Path,
    reader: Reader | None = None,
    *,
    lock: Lock | None = None,
    tailored: Tailored = AS_IT_IS,
) -> Loaded:
    """Read, parse and analyse the package at `root` with all it uses.

    `lock` takes the place of the lockfile that holds for the package. Raises OSError where a file cannot be
    read, and UnknownProfile.
    """
    reader = reader or Reader()
    main, problems = reader.package(root)
    if main is None or main.header is None:
        return Loaded(None, problems, (root,))
    packages, roots = [main], [root]
    used, trouble = used_packages(main, root, reader, lock)
    problems += trouble
    for found in used:
        package, trouble = reader.package(found.root)
        problems += trouble
        if package is not None and package.header is not None:
            packages.append(package)
            roots.append(found.root)
    profile = tailored.name
    if tailored.file is not None:
        package, profile, trouble = read_profile(tailored.file)
        problems += trouble
        packages += [package] if package is not None else []
    analysis = reader.analysis(packages, profile, tailored.day)
    return Loaded(analysis, [*problems, *analysis.diagnostics], tuple(roots))


def tailored_problems(loaded: Loaded) -> list[Diagnostic]:
    """What is wrong with a model under each of its profiles, and is not wrong without."""
    from cxrules.semantics import problems_under_profiles

    if loaded.analysis is None or has_errors(loaded.diagnostics):
        return []
    return problems_under_profiles(loaded.analysis)


def read_profile(file: Path) -> tuple[Package | None, str | None, list[Diagnostic]]:
    """A file with a profile, as a package without header, and the profile's name."""
    from cxrules.exchange.document import decode
    from cxrules.semantics import Package
    from cxrules.syntax import tree
    from cxrules.syntax.parse import parse

    raw = file.read_bytes()
    source = decode(file.name, raw)
    if isinstance(source, Diagnostic):
        return None, None, [source]
    read, problems = parse(source)
    names = [each.name.text for each in read.declarations if isinstance(each, tree.Profile)]
    if len(names) != 1:
        message = f"{file.name} has {len(names) or 'no'} profile{'s' * (len(names) != 1)}; one is expected."
        problems.append(diagnose("CX0518", message, source, None, "Begin it with `profile NAME of MODEL {`."))
    package = Package(((source, read),), None, None, digest_of([(file.name, raw)]))
    return package, names[0] if len(names) == 1 else None, problems


def used_packages(
    main: Package, root: Path, reader: Reader, lock: Lock | None = None
) -> tuple[list[Found], list[Diagnostic]]:
    """What a package uses, each in one version, under the lock that holds; and what is wrong with it."""
    from cxrules.workspace.resolution import resolve

    problems: list[Diagnostic] = []
    if lock is None:
        lock, problems = lock_over(root)
    used, trouble = resolve(main, root, reader, lock)
    return used, [*problems, *trouble]


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


__all__ = [
    "Loaded",
    "load",
    "load_ruleset",
    "read_package",
]
