"""`cxrules implies`: what follows for one model from claims about another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxrules.cli import NEGATIVE
from cxrules.cli.options import complete_model, format_option
from cxrules.cli.output import look, say, say_json, write_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.compare.claims import Claim
    from cxrules.compare.dominance import Dominance
    from cxrules.compare.implications import Answer, Equivalence, Implication, Implications
    from cxrules.model.mapping import Correspondence
    from cxrules.plan import Plan
    from cxrules.reports.implies import Shown
    from cxrules.solve.pairs import Witness

_DEEP = 6


@click.command(
    "implies", epilog="\b\nExample:\n  cxrules implies cx-motex cx-fiveable --same-ids --given staged:3"
)
@click.argument("left", metavar="MODEL", shell_complete=complete_model)
@click.argument("right", metavar="OTHER", shell_complete=complete_model)
@click.option(
    "--given",
    "claims",
    multiple=True,
    metavar="CLAIM",
    help="What holds of MODEL: a target, a level of everything (3), of a scope (vda:3) or of one thing "
    "(SWE.1:3), a rating at least (SWE.1.PA.2.1=L). All of them, where repeated.",
)
@click.option(
    "--to",
    "wanted",
    multiple=True,
    metavar="CLAIM",
    help="What might follow of OTHER; may be repeated. Without it the highest levels that follow.",
)
@click.option(
    "--equivalent",
    is_flag=True,
    help="Ask of every level which level of the other model it implies, both ways.",
)
@click.option(
    "--mapping",
    "paths",
    multiple=True,
    metavar="PATH",
    help="A mapping to use, in place of those found here; may be repeated.",
)
@click.option(
    "--rows", is_flag=True, help="Tell the rows that each level needs; with --to that is always told."
)
@click.option("--same-ids", is_flag=True, help="Use no mapping: what has the same id is the same.")
@click.option(
    "--reading", type=click.Choice(("audit", "derive")), default="audit", show_default=True, help="For both."
)
@click.option("--method", metavar="NAME", help="The rating method of MODEL.")
@click.option("--to-method", metavar="NAME", help="The rating method of OTHER.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(),
    help="Write each case that is shown as two assessments, in a folder of its own below this one.",
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@format_option("text", "markdown", "json")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="How long the solver may take for one question.",
)
def command(
    *,
    left: str,
    right: str,
    claims: tuple[str, ...],
    wanted: tuple[str, ...],
    equivalent: bool,
    paths: tuple[str, ...],
    rows: bool,
    same_ids: bool,
    reading: str,
    method: str | None,
    to_method: str | None,
    output: str | None,
    force: bool,
    form: str,
    seconds: float,
) -> None:
    """Tell what claims about MODEL imply for OTHER.

    A solver proves what follows under a mapping of the two models, or by the same ids (--same-ids), and tells
    which rows the proof needs. What does not follow is shown by a case: an assessment by either model, which
    `cxrules evaluate` and `cxrules explain` read. The verdict is negative (exit code 1) where something that
    was asked for does not follow. Needs pip install "cxrules[solve]".
    """
    from cxrules.cli.solving import solving
    from cxrules.reports import implies as document_of, implies_pages

    _check(claims, wanted, equivalent=equivalent, same_ids=same_ids, paths=paths)
    asked = _asked(
        (_plan(left, method, reading), _plan(right, to_method, reading)),
        None if same_ids else _mappings(left, right, paths),
        seconds,
    )
    given, goals = _claims(asked.left, claims), _claims(asked.right, wanted)
    with solving("--seconds gives it more."):
        found, same, both = None, None, None
        if equivalent and same_ids:
            same = asked.equivalence()
        elif equivalent:
            both = _both(asked, seconds)
        elif goals:
            found = asked.follows(given, goals)
        else:
            found = asked.highest(given, rows=rows)
        cases = dict(_cases(asked, found, same)) if both is None else dict(_cases_between(both))
    shown = {key: _written(key, each, output, force=force) for key, each in cases.items()}
    document = document_of.data(asked, found, shown, same, both)
    if form == "json":
        say_json(document, _DEEP)
    else:
        say(
            implies_pages.markdown(document) if form == "markdown" else implies_pages.render(document, look())
        )
    if _is_negative(found, same or both):
        raise click.exceptions.Exit(NEGATIVE)


def _check(
    claims: Sequence[str], wanted: Sequence[str], *, equivalent: bool, same_ids: bool, paths: Sequence[str]
) -> None:
    if equivalent and (claims or wanted):
        raise click.UsageError("--equivalent asks about every level; leave --given and --to out.")
    if not equivalent and not claims:
        raise click.UsageError("Say what holds of the first model: --given 3, for example.")
    if same_ids and paths:
        raise click.UsageError("With --same-ids there is no mapping; leave --mapping out.")


def _plan(reference: str, method: str | None, reading: str) -> Plan:
    from cxrules.cli.inputs import plan_of, unknown
    from cxrules.text import near
    from cxrules.workspace.cache import UnknownMethod

    try:
        return plan_of(reference, method, reading=reading)
    except UnknownMethod as error:
        known = f"There are: {', '.join(error.known)}."
        raise unknown(
            f"{reference} has no method", error.name, near(error.name, error.known), known
        ) from error


def _asked(
    plans: tuple[Plan, Plan], mappings: Sequence[Correspondence] | None, seconds: float
) -> Implications:
    from cxrules.compare.implications import Implications

    return Implications(*plans, mappings, seconds)


def _mappings(left: str, right: str, paths: Sequence[str]) -> Sequence[Correspondence]:
    """The mappings between the models; ends the command where there is none."""
    from cxrules.cli.inputs import ruleset_of
    from cxrules.cli.mapped import mappings_of

    found = mappings_of(ruleset_of(left), ruleset_of(right), paths)
    if not found:
        message = (
            f"There is no mapping between {left} and {right} here. Name one with --mapping, or say "
            "--same-ids where the same ids mean the same."
        )
        raise click.ClickException(message)
    return found


def _claims(plan: Plan, texts: Sequence[str]) -> list[Claim]:
    from cxrules.cli.inputs import unknown
    from cxrules.compare.claims import claim
    from cxrules.solve.truths import UnknownThing
    from cxrules.text import near

    found = []
    for text in texts:
        try:
            found.append(claim(plan, text))
        except UnknownThing as error:
            few = ", ".join(error.known[:20]) + (", …" if len(error.known) > 20 else "")  # noqa: PLR2004 - enough
            known = f"There are: {few}." if few else ""
            close = near(error.name, error.known)
            raise unknown(f"{plan.model_id} has nothing to claim called", error.name, close, known) from error
    return found


def _both(asked: Implications, seconds: float) -> Dominance:
    """Which level implies which, in both directions of the mappings."""
    from cxrules.compare.dominance import dominance
    from cxrules.compare.implications import Implications

    turned = [each.inverse() for each in asked.mappings]
    return dominance(asked, Implications(asked.right, asked.left, turned, seconds))


def _cases_between(both: Dominance) -> Iterator[tuple[str, Witness]]:
    """For each direction the case against the first level that is implied by none of the same number."""
    from cxrules.reports.implies import dominance_key

    for side in (both.there, both.back):
        for each in side.levels:
            if each.above is not None and each.implies < each.level:
                witness = side.asked.tidied(each.given, each.above)
                if witness is not None:
                    yield dominance_key(side.asked, each), witness
                    break


def _cases(
    asked: Implications, found: Implication | None, same: Equivalence | None
) -> Iterator[tuple[str, Witness]]:
    """The cases to show: against what was asked for, and against the next level of the organisation."""
    from cxrules.reports.implies import case_key
    from cxrules.solve.truths import reaches

    if found is not None:
        answers: list[Answer] = [*found.answers]
        answers += [
            each.above
            for each in found.highest
            if each.above and each.subject not in asked.right.capabilities
        ]
        for answer in answers:
            witness = asked.tidied(found.given, answer)
            if witness is not None:
                yield answer.claim.text, witness
    for (name, level), each in same.compared.items() if same is not None else ():
        witness = each.lost or each.gained
        if witness is not None:
            truths = [(reaches(asked.left, name, level), reaches(asked.right, name, level))]
            yield case_key(name, level), asked.pair.tidied(witness, truths)
            return  # one is enough to see it


def _written(key: str, witness: Witness, output: str | None, *, force: bool) -> Shown:
    from cxrules.exchange.case_file import write_case
    from cxrules.reports.implies import Shown

    if output is None:
        return Shown(witness)
    folder = Path(output) / re.sub(r"[^\w.-]", "-", key)
    files = []
    for side, assessment in (("left", witness.left), ("right", witness.right)):
        name = assessment.id if witness.left.id != witness.right.id else f"{assessment.id}-{side}"
        path = folder / f"{name}.yaml"
        comment = [
            f"Made up as a case: what is given holds, and {key} does not.",
            "However the rest is rated, that stays so. The other model's half lies beside this one.",
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, write_case(assessment, comment), force=force)
        files.append(str(path))
    return Shown(witness, files)


def _is_negative(found: Implication | None, same: Equivalence | Dominance | None) -> bool:
    if same is not None:
        return not same.same
    return found is not None and (
        found.possible is False or any(each.verdict != "follows" for each in found.answers)
    )
