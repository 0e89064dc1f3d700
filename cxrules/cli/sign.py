"""`cxrules sign`: an attestation over rules, evidence and result; and keys to sign with."""

from __future__ import annotations

from pathlib import Path

import click

from cxrules.cli import WRONG_USAGE
from cxrules.cli.output import say, warn, write_new


@click.command(
    "sign",
    epilog="\b\nExamples:\n  cxrules sign --new-key lead\n"
    "  cxrules sign assessment.yaml --key lead.key -o assessment.attestation.json",
)
@click.argument("assessment", required=False, type=click.Path())
@click.option("--key", type=click.Path(), metavar="FILE", help="The private key to sign with.")
@click.option("-o", "--output", type=click.Path(), help="A file to write to, instead of standard output.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that the attestation states; without it, that of the assessment.",
)
@click.option("--new-key", metavar="NAME", help="Make a pair of keys, NAME.key and NAME.pub, and end.")
@click.option("--password", "locked", is_flag=True, help="With --new-key: lock the private key.")
def command(
    assessment: str | None,
    key: str | None,
    output: str | None,
    force: bool,
    day: object,
    new_key: str | None,
    locked: bool,
) -> None:
    """Sign what an ASSESSMENT rests on and what comes of it, so that `cxrules verify` finds every change.

    Attested are the digests of its file, its tables, the files of its evidence, all files of its rules, and
    the result: an in-toto statement in a DSSE envelope, signed with ed25519. The same files and key give the
    same bytes. A locked key is opened with the password in CXRULES_KEY_PASSWORD, or asked for it.
    """
    from cxrules.cli.proving import with_extra

    with with_extra():
        if new_key is not None:
            _make(new_key, assessment or key or output, locked=locked)
        elif assessment is None or key is None:
            raise click.UsageError(
                "Name the ASSESSMENT and the --key to sign it with, or a --new-key to make."
            )
        else:
            _sign(assessment, key, output, day, force=force)


def _make(name: str, besides: str | None, *, locked: bool) -> None:
    from cxrules.cli.proving import write_pair

    if besides is not None:
        raise click.UsageError("--new-key stands alone: make the keys first, then sign with them.")
    made = write_pair(name, locked=locked)
    say(f"{name}.key signs: keep it to yourself.\n{name}.pub verifies: give it to everybody.\nKey: {made}\n")


def _sign(assessment: str, key: str, output: str | None, day: object, *, force: bool) -> None:
    from datetime import datetime

    from cxrules import __version__
    from cxrules.cli.inputs import assessment_path, existing_path
    from cxrules.cli.proving import key_in
    from cxrules.workspace.proving import Unsigned, sign

    path, secret = assessment_path(assessment), key_in(existing_path(key))
    when = day.date() if isinstance(day, datetime) else None
    try:
        signed, warnings = sign(path, secret, when, __version__)
    except Unsigned as refusal:
        warn(refusal.diagnostics)
        click.echo(f"Not signed: {refusal}", err=True)
        raise click.exceptions.Exit(WRONG_USAGE) from refusal
    warn([each for each in warnings if each.source is not None and each.source.name == str(path)])
    if output is None:
        say(signed.decode("ascii"))
        return
    write_new(Path(output), signed, force=force)
    say(f"{output} attests {path.name}.\n")
