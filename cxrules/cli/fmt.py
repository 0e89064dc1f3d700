"""`cxrules fmt`: ruleset files in the one common layout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import FINE, NEGATIVE, WRONG_USAGE
from cxrules.cli.output import say, warn, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.diagnostics import Diagnostic
    from cxrules.text import Source

_ENDING = ".cxr"
_STDIN = "-"


@click.command("fmt", epilog="\b\nExample:\n  cxrules fmt --check rulesets/")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option("--check", is_flag=True, help="Change nothing; the exit code is 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Lay out ruleset files in the one common form.

    A PATH is a file, a folder with all .cxr files in it, or - for standard input, which is printed laid
    out. Comments stay. A file with an error in it is reported and left as it is.
    """
    from cxrules.cli.inputs import existing

    code = FINE
    existing([path for path in paths if path != _STDIN])
    for name in paths:
        for path in [None] if name == _STDIN else _files(Path(name)):
            code = max(code, _lay_out(path, check=check, diff=diff))
    return code


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or the ruleset files in a folder in the order of their names."""
    if path.is_dir():
        hidden = (each for each in path.rglob(f"*{_ENDING}") if each.is_file())
        yield from sorted(each for each in hidden if not _is_hidden(each.relative_to(path)))
    else:
        yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _lay_out(path: Path | None, *, check: bool, diff: bool) -> int:
    """Lay out one file, or standard input where there is no path, and give the exit code for it."""
    from cxrules.fmt.format import format_text

    source = _read(path)
    if source is None:
        return WRONG_USAGE
    wanted, diagnostics = format_text(source)
    warn(diagnostics)
    if wanted is None:
        return WRONG_USAGE
    changed = wanted != source.text
    if diff:
        say(_difference(source, wanted) if changed else "")
    elif check:
        say(f"{source.name} would change\n" if changed else "")
    elif path is None:
        say(wanted)
    elif changed:
        write(path, wanted)
        say(f"{path} laid out\n")
    return NEGATIVE if check and changed else FINE


def _read(path: Path | None) -> Source | None:
    """Read a file as text; None, and a message, where it is none."""
    from cxrules.exchange.document import decode
    from cxrules.text import Source

    data = path.read_bytes() if path is not None else sys.stdin.buffer.read()
    read = decode(str(path) if path is not None else "<standard input>", data)
    if isinstance(read, Source):
        return read
    warn(_listed(read))
    return None


def _listed(diagnostic: Diagnostic) -> Sequence[Diagnostic]:
    return [diagnostic]


def _difference(source: Source, wanted: str) -> str:
    import difflib

    old, new = source.text.splitlines(keepends=True), wanted.splitlines(keepends=True)
    lines = difflib.unified_diff(old, new, source.name, f"{source.name} (laid out)")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
