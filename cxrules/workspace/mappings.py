"""Mappings between models: finding their packages, and reading them with the rulesets of both models.

What they say is bound and checked in `cxrules.semantics.mapping`.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose, has_errors
from cxrules.model.version import full_version, within
from cxrules.text import near
from cxrules.workspace.loading import Reader
from cxrules.workspace.locate import around_folder
from cxrules.workspace.lock import differing, lock_over
from cxrules.workspace.packages import MAPPING_FILE, Found, package_at, shown
from cxrules.workspace.resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxrules.model.mapping import Correspondence
    from cxrules.model.ruleset import Ruleset
    from cxrules.semantics import Package
    from cxrules.semantics.mapping import Bound, End
    from cxrules.workspace.lock import Lock
    from cxrules.workspace.resolution import Resolution

KIND = "mapping"
_END = re.compile(
    r"""^[ \t]*(?:from|to)\s+(?:model|framework)\s+(?:'([^'\n]+)'|([^\s"{]+))\s+version\b""", re.MULTILINE
)


class ReadMapping(NamedTuple):
    """A mapping as read: bound in both models, where it lies, and a digest of its text."""

    bound: Bound
    root: Path
    digest: str

    @property
    def mapping(self) -> Correspondence:
        """What it says, in the direction of its text."""
        return self.bound.mapping


class Between(NamedTuple):
    """What all mappings between two models say, read from the first to the second.

    `digest` is over the text of all of them, for what is stored of a comparison; empty without any.
    """

    correspondences: tuple[Correspondence, ...]
    diagnostics: Sequence[Diagnostic]
    digest: str


class Mappings:
    """Reads mappings and the models they speak of, each model once."""

    def __init__(self, reader: Reader | None = None) -> None:
        """Begin with nothing read."""
        self.reader = reader or Reader(shown)
        self._models: dict[tuple[Path, ...], tuple[Ruleset | None, list[Diagnostic]]] = {}

    def read(self, root: Path, lock: Lock | None = None) -> tuple[ReadMapping | None, list[Diagnostic]]:
        """The mapping at `root` with the highest versions of both models that fit, and what is wrong with it.

        None where it says too little, or where one of its models has errors. Raises OSError where a file
        cannot be read.
        """
        from cxrules.semantics.mapping import bind, ends_of, strays
        from cxrules.semantics.report import Report

        package, problems = self.reader.package(root)
        if package is None or package.header is None:
            return None, problems
        if lock is None:
            lock, trouble = lock_over(root)
            problems += trouble
        report = Report()
        strays(package, report)
        ends = ends_of(package, report)
        models = [self._model(package, end, root, lock) for end in ends or ()]
        problems += [*report.diagnostics, *(each for _, trouble in models for each in trouble)]
        both = [ruleset for ruleset, _ in models if ruleset is not None]
        if ends is None or len(both) < len(models):
            return None, problems
        binding = Report()
        bound = bind(package, ends, (both[0], both[1]), binding)
        return ReadMapping(bound, root, package.digest), [*problems, *binding.diagnostics]

    def _model(
        self, package: Package, end: End, root: Path, lock: Lock | None
    ) -> tuple[Ruleset | None, list[Diagnostic]]:
        """The ruleset of one end; None with the reasons where it is not there or has errors."""
        from cxrules.semantics import resolved

        used, problems = model_of(package, end, root, self.reader, lock)
        if has_errors(problems):
            return None, problems
        main = next(each for each in used if each.name == end.name)
        found = [main, *(each for each in used if each is not main)]
        key = tuple(each.root.resolve() for each in found)
        if key not in self._models:
            read = [self.reader.package(each.root) for each in found]
            ruleset, trouble = resolved(
                [each for each, _ in read if each is not None and each.header is not None]
            )
            told = [*(each for _, listed in read for each in listed), *trouble]
            wrong = [each for each in told if each.severity == "error"]
            self._models[key] = (None if wrong else ruleset), wrong
        ruleset_or_none, wrong = self._models[key]
        return ruleset_or_none, [*problems, *wrong]


def model_of(
    package: Package, end: End, root: Path, reader: Reader, lock: Lock | None, prefer: Lock | None = None
) -> Resolution:
    """The packages of one end of the mapping at `root`, as if the mapping used that model alone.

    Both ends are chosen apart: they may use one framework in different versions.
    """
    from dataclasses import replace

    from cxrules.syntax.tree import Header

    header = package.header
    if header is None:
        raise ValueError("a package without a header is no mapping")
    alone = replace(package, header=Header(header.word, header.name, header.version, [end.as_use()]))
    return resolve(alone, root, reader, lock, prefer=prefer)


def models_of(package: Package, root: Path, reader: Reader, prefer: Lock | None) -> list[Resolution]:
    """The packages of each end of the mapping at `root`; none where its header lacks one."""
    from cxrules.semantics.mapping import ends_of
    from cxrules.semantics.report import Report

    ends = ends_of(package, Report())
    return [model_of(package, end, root, reader, None, prefer) for end in ends or ()]


def check_together(read: Iterable[ReadMapping]) -> list[Diagnostic]:
    """What is wrong between the claims of mappings that are looked at together."""
    from cxrules.semantics.mapping import contradictions

    return contradictions([each.bound for each in read])


# ---------------------------------------------------------------------------------------- finding


def known_mappings(base: Path | None = None) -> list[Found]:
    """The mappings that can be named in a folder, by name; of each name and version the nearest."""
    found = [each for each in around_folder(base or Path()).all() if each.kind == KIND]
    nearest = {(each.name, full_version(each.version)): each for each in reversed(found)}
    return [each for each in found if nearest[each.name, full_version(each.version)] is each]


def find_mapping(reference: str, base: Path | None = None) -> tuple[Path | None, list[Diagnostic]]:
    """Where a mapping lies: its name, name@version, or a path; None with reasons where there is none."""
    path = (base or Path()) / reference
    if path.name == MAPPING_FILE and path.is_file():
        path = path.parent
    if path.exists() and (found := package_at(path)) is not None and found.kind == KIND:
        return path, []
    name, _, version = reference.partition("@")
    around = around_folder(base or Path())
    found_here = around.of(KIND, name)
    fitting = [each for each in found_here if not version or within(each.version, (("", version),))]
    if fitting:
        return fitting[0].root, []
    if found_here:
        versions = ", ".join(full_version(each.version) for each in found_here)
        return None, [diagnose("CX0205", f"The mapping {name} is here in version {versions}, not {version}.")]
    names = sorted({each.name for each in around.packages if each.kind == KIND})
    guess = near(name, names)
    hint = f"Did you mean {guess}?" if guess else f"There are: {', '.join(names)}." if names else ""
    return None, [diagnose("CX0204", f"There is no mapping {reference}.", hint=hint)]


def is_mapping(reference: str, base: Path | None = None) -> bool:
    """Whether a name or a path means a mapping and no model."""
    name = reference.partition("@")[0]
    around = around_folder(base or Path())
    if any(each.name == name and each.kind != KIND for each in around.packages):
        return False
    return find_mapping(reference, base)[0] is not None


# ---------------------------------------------------------------------------------- between two models


def mappings_between(a: Ruleset, b: Ruleset, paths: Sequence[Path] = (), base: Path | None = None) -> Between:
    """What mappings say of two models, read from `a` to `b`; those of the other direction are turned around.

    Looked at are the mappings that can be named in the folder `base`, the highest version of each that fits
    both models; or else those at `paths`. One of a framework that a model uses counts for the model, too.
    Raises OSError where a file cannot be read.
    """
    reader = Reader(shown)
    found: list[tuple[Correspondence, str]] = []
    problems: list[Diagnostic] = []
    if paths:
        for path in paths:
            root, trouble = find_mapping(str(path), base)
            problems += trouble
            if root is not None:
                read, trouble = _between(a, b, root, reader)
                problems += trouble if read or trouble else [_other_models(root, a, b)]
                found += [read] if read else []
    else:
        lock, trouble = lock_over(base or Path())
        problems += trouble
        for options in _by_name(a, b, base):
            if lock is not None and lock.of(options[0].name):
                options = lock.choose(options)  # noqa: PLW2901 - narrowed to what is locked
                changed = differing(lock, options[0]) if options else None
                problems += [changed] if changed else []
            for option in options:
                read, trouble = _between(a, b, option.root, reader)
                if read or trouble:
                    problems += trouble
                    found += [read] if read else []
                    break
    digests = "\n".join(sorted(digest for _, digest in found))
    digest = f"sha256:{sha256(digests.encode()).hexdigest()}" if found else ""
    return Between(tuple(each for each, _ in found), problems, digest)


def _by_name(a: Ruleset, b: Ruleset, base: Path | None) -> list[list[Found]]:
    """The mappings whose header names both models, by name, each with its versions from the highest down."""
    around = around_folder(base or Path())
    names = dict.fromkeys(each.name for each in around.packages if each.kind == KIND)
    sides = [{name for name, _ in _packages_of(each)} for each in (a, b)]
    out = []
    for name in names:
        fitting = [each for each in around.of(KIND, name) if _names_both(_ends_at_a_glance(each.root), sides)]
        if fitting:
            out.append(fitting)
    return out


def _names_both(names: Sequence[str], sides: Sequence[set[str]]) -> bool:
    one, other = sides
    return len(names) > 1 and any(
        first in one and second in other for first, second in (names[:2], names[1::-1])
    )


def _ends_at_a_glance(root: Path) -> list[str]:
    """The models that a mapping names, without parsing it."""
    files = [root] if root.is_file() else [root / MAPPING_FILE]
    text = "".join(each.read_text(encoding="utf-8-sig", errors="replace") for each in files)
    return [quoted or bare for quoted, bare in _END.findall(text)]


def _packages_of(ruleset: Ruleset) -> list[tuple[str, str]]:
    """A model and what it uses, each with its version."""
    return [(ruleset.id, ruleset.version), *((name, version) for name, version, _ in ruleset.packages)]


def _between(
    a: Ruleset, b: Ruleset, root: Path, reader: Reader
) -> tuple[tuple[Correspondence, str] | None, list[Diagnostic]]:
    """A mapping read from `a` to `b`, with the digest of its text; None without reasons where it fits not."""
    from cxrules.semantics.mapping import bind, ends_of, strays
    from cxrules.semantics.report import Report

    package, problems = reader.package(root)
    report = Report()
    ends = ends_of(package, report) if package is not None else None
    if package is None or ends is None:
        return None, [*problems, *report.diagnostics]
    first, second = ends
    forth = _fits(first, a) and _fits(second, b)
    if not forth and not (_fits(first, b) and _fits(second, a)):
        return None, []
    strays(package, report)
    mapping = bind(package, ends, (a, b) if forth else (b, a), report).mapping
    return (mapping if forth else mapping.inverse(), package.digest), [*problems, *report.diagnostics]


def _fits(end: End, ruleset: Ruleset) -> bool:
    return any(name == end.name and within(version, end.range) for name, version in _packages_of(ruleset))


def _other_models(root: Path, a: Ruleset, b: Ruleset) -> Diagnostic:
    found = package_at(root)
    ends = " and ".join(_ends_at_a_glance(root)[:2])
    name = found.name if found else root.name
    wanted = f"{a.id} {a.version} and {b.id} {b.version}"
    return diagnose("CX0204", f"{name} is a mapping between {ends}, which are not {wanted}.")
