"""`cxrules verify`: is everything as it was signed?"""

from __future__ import annotations

import click

from cxrules.cli import FINE, NEGATIVE
from cxrules.cli.options import format_option
from cxrules.cli.output import look, say, say_json


@click.command("verify", epilog="\b\nExample:\n  cxrules verify assessment.attestation.json --key lead.pub")
@click.argument("attestation", type=click.Path())
@click.argument("assessment", required=False, type=click.Path())
@click.option("--key", type=click.Path(), metavar="FILE", help="The public key of who should have signed.")
@format_option("text", "json")
def command(attestation: str, assessment: str | None, key: str | None, form: str) -> int:
    """Check an ATTESTATION: its signature, every file it speaks of, and the result, which is evaluated again.

    The ASSESSMENT is the file of the attested name beside the ATTESTATION, unless it is named. What differs
    is told by name. Without --key the attestation is checked with the key that it carries itself: then
    nothing has changed since it was signed, but anybody may have signed it.

    The exit code is 0 where everything is as it was signed, 1 where anything is not, and 2 where the
    attestation, the key or the assessment cannot be read.
    """
    from cxrules import __version__
    from cxrules.cli.inputs import assessment_path, existing_path
    from cxrules.cli.proving import with_extra

    with with_extra():
        from cxrules.workspace.verifying import verify

        proof = existing_path(attestation)
        named = None if assessment is None else assessment_path(assessment)
        done = verify(proof, named, None if key is None else existing_path(key))
    from cxrules.reports import verification

    if form == "json":
        say_json(verification.verification_data(done))
    else:
        say(verification.render(done, look(), __version__))
    return FINE if done.fine else NEGATIVE
