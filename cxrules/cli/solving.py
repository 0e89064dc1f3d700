"""What commands say where the solver is missing, or cannot answer. Not a command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def solving(hint: str = "") -> Iterator[None]:
    """Tell people what is the matter with the solver; `hint` is what they can do where its time was over.

    Raises click.ClickException in place of what `cxrules.solve` raises.
    """
    from cxrules.plan.linear.forms import TooWide
    from cxrules.solve.highs import MissingSolver, Unsolved

    try:
        yield
    except MissingSolver as error:
        raise click.ClickException(
            'This needs a solver. pip install "cxrules[solve]" installs it.'
        ) from error
    except Unsolved as error:
        message = f"The solver found no answer in the time it was given ({error}). {hint}"
        raise click.ClickException(message.rstrip()) from error
    except TooWide as error:
        message = (
            "The model works with numbers that may have too many different values for the solver. "
            "State more of the open values."
        )
        raise click.ClickException(message) from error
