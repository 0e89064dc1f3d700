"""Writing to the terminal and to files, as every command does it. Not a command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

import click

from cxrules.cli import stop_printing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.reports.names import Look

_WIDEST = 100
_NARROWEST = 40


def say(text: str) -> None:
    """Print a text as it is. When nobody reads any more the command goes on, so that its verdict counts."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        stop_printing()


def say_json(document: Any, depth: int = 4) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print a document as JSON in ASCII, which every reader takes; see `cxrules.reports.json_text`."""
    from cxrules.reports.json_text import written

    say(written(document, depth))


def warn(diagnostics: Sequence[Diagnostic]) -> None:
    """Show diagnostics on standard error."""
    if diagnostics:
        from cxrules.diagnostics import text

        click.echo(text.render(diagnostics, colour=coloured(sys.stderr)), err=True, nl=False)


def coloured(stream: TextIO) -> bool:
    """Whether a stream takes colour: a terminal, and nobody said otherwise (NO_COLOR, TERM=dumb)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def look() -> Look:
    """How wide the terminal is, up to 100 columns, and whether it can show more than ASCII."""
    from cxrules.reports.columns import ASCII, UNICODE
    from cxrules.reports.names import Look

    return Look(
        min(max(_terminal_columns(), _NARROWEST), _WIDEST),
        UNICODE if _can_show("".join(UNICODE), sys.stdout.encoding) else ASCII,
    )


def _terminal_columns() -> int:
    """What COLUMNS or the terminal says, else the widest; `shutil` tells it too, but loads slowly."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdigit() and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDEST
    except (ValueError, OSError):  # no terminal at all
        return _WIDEST


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: into a new file beside it, which then takes its place.

    Text is written as UTF-8.
    """
    import tempfile

    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)  # noqa: PTH101 - a name, as mkstemp gives it
        os.replace(name, path)  # noqa: PTH105 - the same
    except BaseException:
        os.unlink(name)  # noqa: PTH108 - the same
        raise


def write_new(path: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file that must not be there yet, unless `force`.

    Raises click.ClickException where it is.
    """
    if path.exists() and not force:
        raise click.ClickException(f"{path} exists already. --force overwrites it.")
    write(path, content)


def _can_show(text: str, encoding: str | None) -> bool:
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
