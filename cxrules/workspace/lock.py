"""The lockfile, `cxrules.lock`: which packages may be used, in which version, with which content.

Read and held against packages here; `locking` writes it. It is JSON, so that a run with a stored plan needs
no other reader: `format`, `for` (what it was made for, as paths from its folder; ``.`` is all in it and
below), and `packages`, each with `name`, `version`, `kind`, `from` (the kind of place it was found in),
`digest`, and a hash of every file. A hash is of the text, whatever ends its lines, so that it is the same on
every machine.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.exchange.document import decode
from cxrules.model.version import full_version
from cxrules.workspace.packages import Found, content_of, package_at, shown
from cxrules.workspace.project import PROJECT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.exchange.problems import Problems
    from cxrules.exchange.tree import Node
    from cxrules.text import Source, Span

LOCK_FILE = "cxrules.lock"
FORMAT = "cxrules-lock/1"
KEYS = ("format", "for", "packages")
PACKAGE_KEYS = ("name", "version", "kind", "from", "digest", "files")
_BOM = b"\xef\xbb\xbf"


class Locked(NamedTuple):
    """One package as locked; `span` is where its name stands in the lockfile."""

    name: str
    version: str
    kind: str
    origin: str
    digest: str
    files: Mapping[str, str]
    span: Span | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it this package and no other: name, version and digest."""
        return self.name, self.version, self.digest


@dataclass(frozen=True, slots=True)
class Lock:
    """A lockfile as read."""

    path: Path
    source: Source
    roots: tuple[str, ...]
    packages: tuple[Locked, ...]

    @property
    def made_for(self) -> str:
        """What it was made for, as people name it from where they are, for advice on a command."""
        return shown(self.path.parent / self.roots[0] if self.roots else self.path.parent)

    def of(self, name: str) -> list[Locked]:
        """What is locked under a name, which is usually one version."""
        return [each for each in self.packages if each.name == name]

    def choose(self, found: Iterable[Found]) -> list[Found]:
        """Those of some packages whose versions are locked, in their order; unchanged ones first."""
        kept = [each for each in found if self._entries(each)]
        if len(kept) > 1:
            kept.sort(key=lambda each: bool(self.difference(each)))
        return kept

    def difference(self, found: Found) -> str:
        """What is different in a package from what is locked; empty where nothing is."""
        entries, files = self._entries(found), hashes(found.root)
        told = [_difference(each, files) for each in entries]
        return "" if not all(told) else told[0]

    def _entries(self, found: Found) -> list[Locked]:
        version = full_version(found.version)
        return [each for each in self.of(found.name) if each.version == version]


def hashes(root: Path) -> dict[str, str]:
    """The hash of each file of a package, by its path from the package's folder."""
    return {name: f"sha256:{sha256(_normal(content)).hexdigest()}" for name, content in content_of(root)}


def digest_of_files(files: Mapping[str, str]) -> str:
    """One digest over the paths and hashes of files, whatever order they come in."""
    text = "".join(f"{name}\0{files[name]}\n" for name in sorted(files))
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def _normal(content: bytes) -> bytes:
    """The content as it would be with plain line ends and no byte order mark."""
    return content.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _difference(locked: Locked, files: Mapping[str, str]) -> str:
    names = sorted({*locked.files, *files})
    told = [
        f"{name} is {'gone' if name in locked.files else 'new'}"
        if name not in files or name not in locked.files
        else f"{name} has changed"
        for name in names
        if locked.files.get(name) != files.get(name)
    ]
    if not told and locked.digest != digest_of_files(files):
        return "its digest in the lockfile is not that of its files"
    return ", ".join(told)


def differing(lock: Lock, found: Found) -> Diagnostic | None:
    """The problem with a package whose content is not as locked; None where it is."""
    told = lock.difference(found)
    if not told:
        return None
    (first, *_) = [each for each in lock.of(found.name) if each.version == full_version(found.version)]
    message = f"{first.name} {first.version} is not as it was locked: {told}."
    hint = f"Restore it, or lock it as it is now: cxrules lock --update {lock.made_for}"
    return diagnose("CX0210", message, lock.source, first.span, hint)


def lock_over(place: Path) -> tuple[Lock | None, list[Diagnostic]]:
    """The lock that holds for a package, an assessment or a folder: the nearest above that was made for it.

    None with problems for a lockfile that cannot be read. Raises OSError where it may not be.
    """
    place = Path(os.path.abspath(place))  # noqa: PTH100 - symbolic links stay what people see
    for folder in (place, *place.parents) if place.is_dir() else place.parents:
        if (folder / LOCK_FILE).is_file():
            lock, problems = read_lock(folder / LOCK_FILE)
            covered = lock is None or "." in lock.roots or place.relative_to(folder).as_posix() in lock.roots
            if covered:
                return lock, problems
        if (folder / PROJECT_FILE).is_file():
            break
    return None, []


def read_lock(path: Path) -> tuple[Lock | None, list[Diagnostic]]:
    """A lockfile; None where it has errors, which are returned. Raises OSError where it cannot be read."""
    from cxrules.exchange.fields import Fields
    from cxrules.exchange.json import read_json
    from cxrules.exchange.problems import Problems, shortened
    from cxrules.exchange.tree import Mapping as Map, Sequence as List

    source = decode(shown(path), path.read_bytes())
    if isinstance(source, Diagnostic):
        return None, [source]
    node, found = read_json(source)
    problems = Problems(source)
    problems.found = found
    if not isinstance(node, Map):
        if not found:
            problems.add(
                "CX0504", "A lockfile is a map of keys and values.", None, "Write it anew: cxrules lock"
            )
        return None, found
    fields = Fields(node, KEYS, "the lockfile", problems)
    stated = fields.needed("format", "this lockfile")
    if stated not in {None, FORMAT}:
        message = f"The format {shortened(stated or '')} of the lockfile is not known."
        problems.add("CX0530", message, fields.span("format"), f"This version of cxrules writes {FORMAT}.")
    roots, _ = fields.words("for")
    listed = fields.value("packages")
    nodes: Sequence[Node] = listed.items if isinstance(listed, List) else ()
    packages = tuple(_package(each, problems) for each in nodes)
    return (None if found else Lock(path, source, roots, packages)), found


def _package(node: Node, problems: Problems) -> Locked:
    from cxrules.exchange.fields import Fields
    from cxrules.exchange.tree import Mapping as Map
    from cxrules.exchange.values import mapping, text

    entry = mapping(node, "packages", problems) or Map({}, node.start, node.end)
    fields = Fields(entry, PACKAGE_KEYS, "a locked package", problems)
    files = fields.mapping("files")
    hashed = files.entries if files is not None else {}
    return Locked(
        name=fields.needed("name", "a locked package") or "",
        version=full_version(fields.needed("version", "a locked package") or ""),
        kind=fields.text("kind") or "",
        origin=fields.text("from") or "",
        digest=fields.needed("digest", "a locked package") or "",
        files={name: text(value, name, problems) or "" for name, (_, value) in hashed.items()},
        span=fields.span("name"),
    )


def verified(lock: Lock, root: Path) -> list[Diagnostic]:
    """What keeps the package at `root` from being used under a lock: it is not locked, or not as it was."""
    found = package_at(root)
    if found is None:
        return []
    if not lock.choose([found]):
        return [misfit(lock, found.name, [found])]
    problem = differing(lock, found)
    return [problem] if problem else []


def misfit(
    lock: Lock, name: str, found: Sequence[Found], source: Source | None = None, span: Span | None = None
) -> Diagnostic:
    """The problem with a wanted package of which nothing that fits is locked; `found` are those that fit."""
    versions = ", ".join(each.version for each in lock.of(name))
    hint = f"Write the lockfile anew: cxrules lock {lock.made_for}"
    if not versions:
        return diagnose("CX0211", f"{name} is not in {LOCK_FILE}.", source, span, hint)
    here = ", ".join(f"{full_version(each.version)} ({each.origin or 'here'})" for each in found)
    told = f"; what is here and fits is {here}" if here else ", which is not found"
    message = f"{LOCK_FILE} has {name} {versions}{told}."
    return diagnose("CX0211", message, source, span, hint)
