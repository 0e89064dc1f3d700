"""Reading a repository by the program `git`: commits, what each changed, and files as they were.

Nothing else starts that program, and nothing here writes: no checkout, no index, no fetch. Commands are those
made for programs, so that what people set for themselves (colours, pagers, renames) changes nothing; names of
files are told apart by zero bytes; and what a user names is first turned into the hash of a commit.
"""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

_SET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "log.showSignature=false")
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH")
_COMMIT = "%H%x1f%h%x1f%P%x1f%as%x1f%aN%x1f%s"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FILES = frozenset({"100644", "100755"})
_NO_BLOB = re.compile("0+")


class NoHistory(Exception):  # noqa: N818 - it names what is wrong
    """There is no history to read; the text says why and what would be right."""


class Commit(NamedTuple):
    """A commit: its hash in full and short, its first parent ("" for none), day, author, first line."""

    hash: str
    short: str
    parent: str
    day: date
    author: str
    subject: str


class Change(NamedTuple):
    """A file that a commit added, changed or took away; `blob` is the hash of its content, None: it is gone.

    `earlier`: the path that it had before, where the commit renamed it.
    """

    path: str
    blob: str | None
    earlier: str | None = None


class Repository(NamedTuple):
    """A repository with a working tree, by its top folder."""

    top: Path

    def commit(self, name: str) -> str:
        """The hash of the commit that a user's word stands for. Raises NoHistory for none."""
        ran = _run(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if ran.returncode:
            raise NoHistory(f"The repository has no commit {name!r}.")
        return ran.stdout.decode().strip()

    def head(self) -> str | None:
        """The hash of the newest commit; None where nothing is committed."""
        ran = _run(self.top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return ran.stdout.decode().strip() if ran.returncode == 0 else None

    def is_shallow(self) -> bool:
        """Whether older commits are left out of this copy of the repository."""
        return _checked(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def line(self, newest: str, without: str | None = None) -> list[Commit]:
        """The commits up to one, oldest first, along first parents; `without` what another one has already.

        Both are hashes.
        """
        wanted = [newest, f"^{without}"] if without else [newest]
        told = _checked(
            self.top,
            "log",
            "-z",
            "--no-patch",
            "--encoding=UTF-8",
            "--first-parent",
            "--reverse",
            f"--format={_COMMIT}",
            *wanted,
        )
        return [_commit(each) for each in os.fsdecode(told).split("\0") if each]

    def files_at(self, commit: str) -> dict[str, str]:
        """The files of a commit by path, each with the hash of its content."""
        told = os.fsdecode(_checked(self.top, "ls-tree", "-r", "-z", "--full-tree", commit))
        found = {}
        for entry in filter(None, told.split("\0")):
            facts, _, path = entry.partition("\t")
            mode, _, blob = facts.split(" ")[:3]
            if mode in _FILES and _is_plain(path):
                found[path] = blob
        return found

    def changes(self, commits: Sequence[Commit]) -> dict[str, list[Change]]:
        """What each commit changed against its first parent, renames found, by the commit's hash."""
        asked = "".join(f"{each.hash} {each.parent}".strip() + "\n" for each in commits)
        options = ("--stdin", "-r", "-z", "-M", "--root", "--no-abbrev", "--no-ext-diff")
        told = _checked(self.top, "diff-tree", *options, given=asked.encode())
        return _changes(iter(os.fsdecode(told).split("\0")))

    def uncommitted(self) -> list[Change]:
        """What the working tree changes against the newest commit; a blob is ``=`` and the file's path."""
        options = (
            "--porcelain=v2",
            "-z",
            "--untracked-files=all",
            "--ignore-submodules=all",
            "--find-renames",
        )
        told = os.fsdecode(_checked(self.top, "status", *options))
        return list(_worked_on(self.top, iter(told.split("\0"))))


def repository_of(place: Path) -> Repository:
    """The repository that a file or folder lies in, which need not be there any more. Raises NoHistory."""
    folder = place if place.is_dir() else place.parent
    while not folder.is_dir():
        folder = folder.parent
    ran = _run(folder, "rev-parse", "--show-toplevel")
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines() or [""]
        if "not a git repository" in said[0]:
            raise NoHistory(f"{place} lies in no git repository: there is no history to tell.")
        raise NoHistory(f"git cannot read the repository of {place}: {said[0].removeprefix('fatal: ')}.")
    return Repository(Path(os.fsdecode(ran.stdout.removesuffix(b"\n"))))


def is_day(text: str) -> bool:
    """Whether a text is written as a day, as in 2026-11-20."""
    return _DAY.fullmatch(text) is not None


class Contents:
    """The contents of files by their hash, as stored, read by one `git` that goes on running.

    Used in a `with`.
    """

    def __init__(self, repository: Repository) -> None:
        """Begin; git itself is started when the first content is asked for."""
        self._top = repository.top
        self._git: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End git."""
        if self._git is not None:
            self._git.communicate()

    def of(self, blob: str) -> bytes:
        """The content of a file. Raises OSError where one of the working tree cannot be read."""
        if blob.startswith("="):
            return (self._top / blob[1:]).read_bytes()
        if self._git is None:
            self._git = subprocess.Popen(  # noqa: S603 - our own words, and hashes that git told
                _words("cat-file", "--batch"),
                cwd=self._top,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        asked, told = _pipes(self._git)
        asked.write(f"{blob}\n".encode())
        asked.flush()
        head = told.readline().split()
        if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - hash, kind, size
            raise NoHistory(
                f"The content {blob} is not in this copy of the repository, which may be a partial one."
            )
        content = told.read(int(head[2]))
        told.read(1)
        return content


def _pipes(git: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if git.stdin is None or git.stdout is None:
        raise RuntimeError("git was started without pipes")
    return git.stdin, git.stdout


# ------------------------------------------------------------------------------ what git prints


def _commit(text: str) -> Commit:
    name, short, parents, day, author, subject = text.split("\x1f", 5)
    return Commit(name, short, parents.partition(" ")[0], date.fromisoformat(day), author, subject)


def _changes(words: Iterator[str]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    commit = ""
    for word in words:
        if not word.startswith(":"):
            commit = word.strip()
            continue
        _, mode, _, blob, status = word[1:].split(" ")
        path = next(words)
        earlier = None
        if status[0] in "RC":
            path, earlier = next(words), path if status[0] == "R" else None
        kept = mode in _FILES and _is_plain(path) and not _NO_BLOB.fullmatch(blob)
        found.setdefault(commit, []).append(Change(path, blob if kept else None, earlier))
    return found


def _worked_on(top: Path, words: Iterator[str]) -> Iterator[Change]:
    """The entries of `git status`: of kind, facts and path; a renamed one is followed by its earlier path."""
    for word in words:
        kind = word[:1]
        if kind not in {"1", "2", "u", "?"}:
            continue
        path = word.split(" ", {"1": 8, "2": 9, "u": 10, "?": 1}[kind])[-1]
        earlier = next(words) if kind == "2" else None
        if earlier is not None and word.split(" ", 9)[8].startswith("C"):
            earlier = None  # a copy: what it was made of is still there
        place = top / path
        kept = _is_plain(path) and place.is_file() and not place.is_symlink()
        yield Change(path, f"={path}" if kept else None, earlier)


def _is_plain(path: str) -> bool:
    """Whether a path stays below the folder that it is seen from, wherever it is laid."""
    if os.name == "nt" and set(path) & set("\\:"):
        return False
    return not any(part in {"", ".", ".."} for part in path.split("/"))


# ------------------------------------------------------------------------------------ the program


def _checked(folder: Path, *words: str, given: bytes | None = None) -> bytes:
    ran = _run(folder, *words, given=given)
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines() or [f"it ended with {ran.returncode}"]
        raise NoHistory(f"git {words[0]} failed: {said[0].removeprefix('fatal: ')}.")
    return ran.stdout


def _run(folder: Path, *words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - our own words; names of users only after --end-of-options
            _words(*words),
            cwd=folder,
            env=_environment(),
            input=b"" if given is None else given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise NoHistory("The program git is not found; a history is read with it. Install git.") from error


def _words(*words: str) -> Sequence[str]:
    return ["git", "--no-pager", "--no-optional-locks", "--no-replace-objects", *_SET, *words]


def _environment() -> Mapping[str, str]:
    """Ours, without what points git elsewhere (a hook has such), and with its messages in one language."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
