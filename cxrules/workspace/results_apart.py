"""Where a result differs from the one that was signed: in which capability's level, or in which part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.exchange.proof.canonical import NoSpelling, digest
from cxrules.exchange.proof.statement import RESULT, levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.exchange.formats.attestation import Statement

Found: TypeAlias = tuple[str, str, str, str | None, str | None, str]
"""Kind, name, what, expected, found, message."""


def differing_results(statement: Statement, signed: str | None, result: Mapping[str, Any]) -> Iterator[Found]:
    """How a result differs from the statement, whose digest of it is `signed`."""
    try:
        now, own = levels(result), digest(result)
    except NoSpelling as error:
        yield RESULT, RESULT, "failed", signed, None, f"holds text that has no digest: {error}"
        return
    attested = statement.predicate.result.model_dump(by_alias=True)
    apart = [*_capabilities(attested, now), *_whole(attested, now)]
    yield from apart
    parts = list(_parts(attested["parts"], now["parts"], {each[1] for each in apart}))
    yield from parts
    if signed != own and not apart and not parts:
        message = "is another one than was signed"
        yield RESULT, RESULT, "changed", with_algorithm(signed), with_algorithm(own), message


def _capabilities(attested: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Found]:
    before = {each["id"]: each for each in attested["capabilities"]}
    after = {each["id"]: each for each in now["capabilities"]}
    for name in [*before, *(each for each in after if each not in before)]:
        if before.get(name) != after.get(name):
            expected, found = (_level(each.get(name)) for each in (before, after))
            yield (
                RESULT,
                name,
                "differs",
                expected,
                found,
                f"was signed as {expected}, and is evaluated as {found}",
            )


def _level(entry: Mapping[str, Any] | None) -> str:
    """What is told of a capability, in words."""
    if entry is None:
        return "not there"
    state, level, possible = entry["state"], entry["level"], entry["possible"]
    if level is None:
        told = str(state).replace("-", " ")
    else:
        told = f"level {level}" if level == possible else f"level {level}, {possible} possible"
    if entry["target"] is None:
        return told
    return f"{told}, target {entry['target']} {'met' if entry['met'] else 'not met'}"


def _whole(attested: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Found]:
    for key in ("organisation", "target"):
        before, after = attested[key], now[key]
        if before != after:
            expected, found = (_entry(key, each) for each in (before, after))
            message = f"was signed as {expected}, and is evaluated as {found}"
            yield RESULT, key, "differs", expected, found, message


def _entry(key: str, entry: Mapping[str, Any] | None) -> str:
    if entry is None:
        return "none"
    if key == "target":
        return f"{entry['id'] or 'the target'} {'met' if entry['met'] else 'not met'}"
    level, possible = entry["level"], entry["possible"]
    return f"level {level}" if level == possible else f"level {level}, {possible} possible"


def _parts(before: Mapping[str, str], after: Mapping[str, str], told: set[str]) -> Iterator[Found]:
    """Parts with another digest; of what is told already no word is lost."""
    for name in [*before, *(each for each in after if each not in before)]:
        if before.get(name) == after.get(name) or name.removeprefix("capabilities ") in told:
            continue
        what = "changed" if name in before and name in after else "missing" if name in before else "new"
        message = "is evaluated to something else than was signed"
        yield RESULT, name, what, with_algorithm(before.get(name)), with_algorithm(after.get(name)), message


def with_algorithm(sha256: str | None) -> str | None:
    """A digest as it is shown, with the name of its algorithm before it."""
    return None if sha256 is None else f"sha256:{sha256}"
