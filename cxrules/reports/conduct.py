"""How an assessment was done, in words: its record, sign-offs, what was carried over, who differed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, counted, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxrules.reports.names import Look

Result: TypeAlias = "Mapping[str, Any]"

_MOST = 6


def conduct_lines(result: Result, look: Look) -> list[str]:
    """A sentence for each thing that is worth knowing before the levels; none where nothing is said."""
    return [line for sentence in _sentences(result) for line in wrap(sentence, look.columns)]


def disagreement_lines(result: Result, look: Look) -> list[str]:
    """Who gave which rating, where assessors gave different ones: what is open, then what was decided."""
    told = result["disagreements"]
    still = [_voices(each) for each in told if not each["decided"]]
    decided = [_decided(each) for each in told if each["decided"]]
    lines = []
    if still:
        lines += wrap(
            f"Assessors disagree on {counted(len(still), 'rating')}: {listed(still, _MOST)}.", look.columns
        )
    if decided:
        count = counted(len(decided), "rating")
        lines += wrap(f"Decided between assessors, {count}: {listed(decided, _MOST)}.", look.columns)
    return lines


def _sentences(result: Result) -> Iterator[str]:
    if result["redacted-for"]:
        yield f"For {clean(result['redacted-for'])}: confidential details are left out."
    yield from _released(result)
    yield from _record(result["record"])
    yield from _carried(result)
    if result["sampling"] and result["sampling"]["lacks"]:
        lacks = result["sampling"]["lacks"]
        shown = " ".join(clean(each["message"]) for each in lacks[:_MOST])
        more = f" And {len(lacks) - _MOST} more." if len(lacks) > _MOST else ""
        yield f"The sample does not cover the organisation: {shown}{more}"


def _released(result: Result) -> Iterator[str]:
    signed = [
        clean(each["by"])
        + (f" ({clean(each['role'])})" if each["role"] not in {"", each["by"]} else "")
        + (f" on {each['date']}" if each["date"] else "")
        for each in result["signed-off"]
    ]
    if signed:
        yield f"Signed off by {listed(signed)}."
    if result["supersedes"]:
        yield f"Supersedes {clean(result['supersedes'])}."


def _record(record: Result) -> Iterator[str]:
    """Class, purpose, sponsor and independence in one sentence."""
    parts = [f"Class {record['class']} assessment"] if record["class"] else []
    if record["purpose"]:
        parts.append(f"purpose: {clean(record['purpose']).rstrip('.')}")
    if record["sponsor"]:
        parts.append(f"sponsor: {_statement(record['sponsor'])}")
    if record["independence"]:
        each = [f"{name} {category}" for name, category in record["independence"].items()]
        parts.append(f"independence: {', '.join(each)}")
    if parts:
        text = "; ".join(parts)
        yield f"{text[0].upper()}{text[1:]}."


def _statement(statement: Any) -> str:  # noqa: ANN401 - a text, a list or a map, as JSON has them
    if isinstance(statement, str):
        return clean(statement).rstrip(".")
    if isinstance(statement, dict):
        said = {clean(name): clean(text).rstrip(".") for name, text in statement.items()}
        first = said.pop("name", "")
        rest = "; ".join(f"{name}: {text}" for name, text in said.items())
        return f"{first} ({rest})" if first and rest else first or rest
    return ", ".join(clean(text) for text in statement)


def _carried(result: Result) -> Iterator[str]:
    names = [_subject(each) for each in result["carried"]]
    if names:
        source = f" from {clean(result['based-on'])}" if result["based-on"] else ""
        verb = "is" if len(names) == 1 else "are"
        yield f"{counted(len(names), 'rating')} {verb} carried over{source}: {listed(names, _MOST)}."


def _voices(each: Result) -> str:
    said = ", ".join(_voice(voice) for voice in each["ratings"])
    return (
        f"{_subject(each)} ({said})"
        if len(each["ratings"]) > 1
        else f"{_subject(each)} ({said}; {_why(each)})"
    )


def _decided(each: Result) -> str:
    said = ", ".join(_voice(voice) for voice in each["ratings"])
    counts = clean(each["counts"]) if each["counts"] else "not applicable"
    return f"{_subject(each)} counts as {counts} ({said}; {_why(each)})"


def _why(each: Result) -> str:
    return clean(each["because"]).rstrip(".")


def _voice(voice: Result) -> str:
    return clean(f"{voice['by'] or 'unnamed'} {voice['rating'] or 'not applicable'}")


def _subject(each: Result) -> str:
    return clean(each["subject"] + (f" in {each['instance']}" if each["instance"] else ""))
