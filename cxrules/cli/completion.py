"""`cxrules completion`: a shell learns to complete commands."""

from __future__ import annotations

import click

from cxrules.cli.output import say

_VARIABLE = "_CXRULES_COMPLETE"


@click.command(
    "completion",
    epilog='\b\nExamples:\n  eval "$(cxrules completion bash)"     in ~/.bashrc\n'
    '  eval "$(cxrules completion zsh)"      in ~/.zshrc\n'
    "  cxrules completion fish | source      in ~/.config/fish/config.fish",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that makes a shell complete verbs, options, models and ids."""
    from click.shell_completion import get_completion_class

    from cxrules.cli import cxrules

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"This version of click cannot complete for {shell}.")
    completer = kind(cxrules, {}, "cxrules", _VARIABLE)
    say(completer.source_template % completer.source_vars() + "\n")
