"""What `sign` and `verify` share: the extra they need, and private keys on disk. Not a command."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.exchange.proof.keys import PrivateKey

PASSWORD = "CXRULES_KEY_PASSWORD"  # noqa: S105 - where it is looked for
_EXTRA = {"cryptography", "securesystemslib", "rfc8785", "cffi"}
_OTHERS = 0o007


@contextmanager
def with_extra() -> Iterator[None]:
    """Tell how to install what is missing. Raises click.ClickException."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        message = f"This needs {error.name}, which is not installed: pip install 'cxrules[sign]'"
        raise click.ClickException(message) from error


def write_pair(name: str, *, locked: bool) -> str:
    """Write a new pair of keys, NAME.key and NAME.pub; the id of it. Nothing is ever overwritten.

    The private key can be read by its owner alone from the first moment on. Raises click.ClickException.
    """
    from pathlib import Path

    from cxrules.exchange.proof.keys import key_id, new_pair, public_key

    private, public = Path(f"{name}.key"), Path(f"{name}.pub")
    for path in (private, public):
        if path.exists():
            raise click.ClickException(f"{path} exists already. A key is never overwritten.")
    secret, text = new_pair(_new_password() if locked else "")
    _write(private, secret, 0o600)
    _write(public, text, 0o644)
    return key_id(public_key(text))


def _write(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def key_in(path: Path) -> PrivateKey:
    """The private key in a file. Raises click.ClickException where it is none, or not private."""
    from cxrules.exchange.proof.keys import BadKey, is_locked, private_key

    text = path.read_bytes()
    try:
        key = private_key(text, _password(path) if is_locked(text) else "")
    except BadKey as error:
        raise click.ClickException(f"{path} {error}") from error
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        message = f"Anybody on this machine can read or change {path}. Make it private: chmod 600 {path}"
        raise click.ClickException(message)
    return key


def _password(path: Path) -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise click.ClickException(f"{path} is locked with a password. Give it in {PASSWORD}.")
    answer: str = click.prompt(f"Password of {path}", hide_input=True, err=True)
    return answer


def _new_password() -> str:
    """A password that is not empty, from the environment or asked for twice."""
    given = os.environ.get(PASSWORD)
    if given is None and sys.stdin.isatty():
        given = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    if not given:
        raise click.ClickException(f"There is no password. Give it in {PASSWORD}.")
    return given
