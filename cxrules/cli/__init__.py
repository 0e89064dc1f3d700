"""The command line: `main`, and a group that loads each command only when it is asked for.

One file a command. Exit codes: 0 fine, 1 a negative verdict, 2 wrong usage or input that cannot be read,
3 a bug in cxrules.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from cxrules import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, NEGATIVE, WRONG_USAGE, BUG = 0, 1, 2, 3
_INTERRUPTED = 130

_VERBS = {
    "models": "List the models that can be named here.",
    "show": "Show a model, or a capability, criterion, rule or anything else in it; or a mapping.",
    "new": "Write an assessment to fill in, with every criterion of a scope.",
    "check": "Report everything that is wrong in rulesets and assessments.",
    "test": "Run the tests of rulesets; tell what they cover, and what no test would notice.",
    "fmt": "Lay out ruleset files in the one common form.",
    "evaluate": "Tell levels, broken rules and the target's verdict of an assessment.",
    "badge": "Draw a badge with the level of an assessment.",
    "explain": "Tell why a level or rating is what it is, or why not higher.",
    "gap": "Tell what lacks for a target or a level, the least that reaches it, and what to ask next.",
    "roadmap": "Plan the cheapest way to a target or a level, in phases, and prove that none is cheaper.",
    "implies": "Tell what follows for one model from claims about another, proven or with a case against it.",
    "justify": "Tell why each capability is at its level, as an auditor writes it.",
    "report": "Write the report of an assessment: a page to read, to print and to search.",
    "compare": "Compare models: what each is made of, and what it asks that the others do not.",
    "carry": "Tell what an assessment under one model says of another, and what is still to be asked.",
    "measure": "Tell what metrics come to in a table of data, by group and by period.",
    "trend": "Tell what rose and fell between assessments of one unit, and why.",
    "log": "Tell the levels of assessments over the commits of their repository, and why they moved.",
    "benchmark": "Hold an assessment against values of others, and against peers.",
    "agreement": "Tell how well the assessors of an assessment agree.",
    "release": "Sign an assessment off and release it.",
    "sign": "Sign what an assessment rests on and its result, or make keys for that.",
    "verify": "Check a signature, every file it speaks of, and the result.",
    "redact": "Write an assessment without what an audience may not see.",
    "graph": "Draw what rests on what in a model.",
    "lock": "Write down which packages are used, so that others use the same.",
    "schema": "Print the JSON Schema of a format that cxrules reads or writes.",
    "diff": "Tell what changed between two versions of a model, by meaning, with proof.",
    "migrate": "Carry an assessment over to another version of its model.",
    "completion": "Print what makes your shell complete cxrules commands.",
}


class Verbs(click.Group):
    """The verbs, each in the module of its name; a mistyped one gets the near name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs, in the order in which they are mostly needed."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Load the command of a verb."""
        if cmd_name not in _VERBS:
            return None
        command: click.Command = import_module(f"cxrules.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that was typed, or name the near one."""
        name = args[0]
        if name in _VERBS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from cxrules.text import near

        close = near(name, _VERBS)
        hint = f"Did you mean {close}?" if close else "`cxrules --help` lists the verbs."
        raise click.UsageError(f"There is no verb {name!r}. {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without loading them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(_VERBS.items()))


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="",
    subcommand_metavar="VERB …",
    epilog="\b\nExample:\n  cxrules evaluate examples/brake-ecu/assessment.yaml",
)
@click.version_option(__version__, "--version", prog_name="cxrules", message="%(prog)s %(version)s")
def cxrules() -> None:
    """Evaluate maturity and capability assessments, and tell why.

    A model is named like automotive-spice or automotive-spice@4.0, or by the path of its folder.
    An assessment is a YAML or JSON file that names its model.
    """


def run() -> NoReturn:
    """Run one command as this process, and end it.

    Nearly all that a command makes is needed until it ends, so nothing is looked through or taken apart for
    memory that the operating system takes back anyway.
    """
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):
            stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; `arguments` without the program's name (default: sys.argv)."""
    _encode_whatever_is_printed()
    try:
        code = cxrules.main(arguments, prog_name="cxrules", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        stop_printing()
        return FINE
    except Exception as error:  # noqa: BLE001 - the one place that tells a bug from everything else
        return _told(error)
    return code if isinstance(code, int) else FINE


def stop_printing() -> None:
    """Let further output go nowhere: who read it has gone, as `head` does."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _encode_whatever_is_printed() -> None:
    """Print a question mark for what a terminal cannot show, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _told(error: Exception) -> int:
    """Tell what is refused, here or by the operating system, or else that this is a bug."""
    from cxrules.diagnostics import Refusal

    if isinstance(error, Refusal):
        from cxrules.cli.output import warn

        warn(error.diagnostics)
        click.echo(f"Error: {error}", err=True)
        return WRONG_USAGE
    if isinstance(error, OSError) and error.errno is not None:
        where = f"{error.filename}: " if error.filename is not None else ""
        click.echo(f"Error: {where}{error.strerror}", err=True)
        return WRONG_USAGE
    if os.environ.get("CXRULES_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    click.echo(f"cxrules has a bug: {type(error).__name__}: {error}", err=True)
    click.echo(
        "Please report it with the files you used and the output of the same command "
        f"with CXRULES_TRACEBACK=1 (cxrules {__version__}, Python {sys.version.split()[0]}).",
        err=True,
    )
    return BUG
