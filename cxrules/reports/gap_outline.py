"""What the pages of a gap say, section by section; how a page looks is for the modules that draw one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cxrules.plan.figures import number_text
from cxrules.reports.columns import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Document: TypeAlias = "Mapping[str, Any]"

_MOST = 10
_MOST_FALLS = 3
_MOST_REASONS = 3


class Line(NamedTuple):
    """A sentence, or an item of a list: of the first depth, or of one below it."""

    text: str
    depth: int = 0
    number: int | None = None


class Section(NamedTuple):
    """A heading and what stands below it."""

    title: str
    lines: Sequence[Line]


def sections(document: Document, *, every: bool = False) -> list[Section]:
    """The whole page; `every`: long lists to their ends."""
    most = 10**9 if every else _MOST
    found = [Section("", list(_head(document)))]
    found += [Section(_title(each), list(_missing(each))) for each in document["missing"]]
    found += [
        Section("One step of a rating that changes a level", list(_pivots(document, most))),
        Section("How firmly levels are held", list(_holds(document, 10**9 if every else _MOST_FALLS))),
        Section("For the next interview", list(_interview(document, most))),
    ]
    return [each for each in found if each.lines]


def _head(document: Document) -> Iterator[Line]:
    reached, missing = len(document["reached"]), document["missing"]
    yield Line(f"To reach: {document['goal']['title']}.")
    if not missing:
        yield Line("All of it is surely reached." if reached else "Nothing is asked for.")
        return
    still = sum(each["open"] for each in missing)
    if reached + len(missing) == 1:
        yield Line("It is still open." if still else "It is missed.")
        return
    parts = [f"{reached} of {counted(reached + len(missing), 'aim')} surely reached"]
    parts += [f"{len(missing) - still} missed"] if len(missing) > still else []
    parts += [f"{still} open"] if still else []
    yield Line(f"{listed(parts)}.")


def _title(each: Document) -> str:
    now, possible = each["now"]["level"], each["now"]["possible"]
    at = (
        "not rated"
        if now is None
        else f"now {now}"
        if now == possible
        else f"now {now}, up to {possible} possible"
    )
    return f"{_called(each)}: level {each['level']} {each['name']} ({at})"


def _called(each: Document) -> str:
    return (
        f"{each['subject']} {each['title']}".strip() if each["title"] != each["subject"] else each["subject"]
    )


def _missing(each: Document) -> Iterator[Line]:
    if each["lacks"]:
        yield Line("What lacks:")
    for lack in each["lacks"]:
        yield Line(lack["sentence"], 1)
        for below in lack["children"][:_MOST_REASONS]:
            yield Line(below["sentence"], 2)
    if each["obstacle"]:
        yield Line(each["obstacle"]["text"])
    settling = each["settling"]
    if not settling or not _same(each["ways"], settling["proofs"]):
        yield from _ways(each["ways"])
    yield from _blocks(each["blocks"])
    if settling:
        yield from _settling(settling)


def _same(ways: Document, proofs: Document) -> bool:
    """Whether the changes that reach an aim are the open answers that show it reached."""

    def keys(sets: Document) -> list[list[tuple[Any, ...]]]:
        return sorted(
            sorted((c["subject"], c["value"], str(c["instances"])) for c in one) for one in sets["sets"]
        )

    return keys(ways) == keys(proofs)


def _ways(ways: Document) -> Iterator[Line]:
    sets = ways["sets"]
    if not sets:
        return
    if len(sets) == 1 and len(sets[0]) == 1:
        yield Line(f"If {sets[0][0]['if']}, this alone would be enough.")
    elif len(sets) == 1:
        fewer = "; fewer are not" if ways["proven"] else ""
        yield Line(f"These {len(sets[0])} changes together would be enough{fewer}:")
        yield from (Line(change["text"], 1) for change in sets[0])
    elif len(sets[0]) == 1:
        yield Line("Each of these alone would be enough:")
        yield from (Line(one[0]["text"], 1) for one in sets)
    else:
        yield Line(f"Each of these sets of {len(sets[0])} changes would be enough; fewer are not:")
        yield from _numbered(sets, "text")
    yield from _limits(ways)


def _limits(found: Document) -> Iterator[Line]:
    if not found["proven"]:
        yield Line("The solver's time was over: there may be smaller sets.")
    elif not found["complete"] and found["sets"]:
        told = "one is" if len(found["sets"]) == 1 else f"the first {len(found['sets'])} are"
        yield Line(f"There may be others of the same size; {told} told.")


def _numbered(sets: Sequence[Sequence[Document]], key: str) -> Iterator[Line]:
    for number, one in enumerate(sets, 1):
        yield Line("; ".join(change[key] for change in one), 1, number)


def _blocks(blocks: Document) -> Iterator[Line]:
    sets = blocks["sets"]
    if not sets or not sets[0]:
        return
    begins = "Whatever else is rated or answered, it stays out of reach as long as"
    if len(sets) == 1 and len(sets[0]) == 1:
        yield Line(f"{begins} {sets[0][0]['is']}.")
    elif len(sets) == 1:
        yield Line(f"{begins} all of this stays so:")
        yield from (Line(change["is"], 1) for change in sets[0])
    elif len(sets[0]) == 1:
        yield Line(f"{begins} any one of these stays so:")
        yield from (Line(one[0]["is"], 1) for one in sets)
    else:
        yield Line(f"{begins} all of any one of these stays so:")
        yield from _numbered(sets, "is")
    yield from _limits(blocks)


def _settling(each: Document) -> Iterator[Line]:
    yield from _rests(each)
    yield from _settled(
        each["proofs"], "It is reached for sure with", "It is reached for sure with any one of these:"
    )
    yield from _settled(each["refutations"], "It is ruled out by", "It is ruled out by any one of these:")


def _rests(each: Document) -> Iterator[Line]:
    rests, asked = each["rests"], each["asked"]
    if rests is None:
        yield Line("The solver's time was over before it was known on which open answers it really depends.")
        return
    if not rests:
        yield Line(
            "No open answer makes a difference to it any more; `cxrules evaluate --exact` tells its level."
        )
        return
    others = asked - len(rests)
    more = f"; the other {others} open answers below it make no difference" if others else ""
    more = more.replace("other 1 open answers below it make", "other open answer below it makes")
    yield Line(f"It depends on {counted(len(rests), 'open answer')}{more}:")
    yield from (Line(question["text"], 1) for question in rests)


def _settled(sets: Document, one: str, several: str) -> Iterator[Line]:
    found = sets["sets"]
    if not found or not found[0]:
        return
    if len(found) == 1:
        yield Line(f"{one} {listed([change['answer'] for change in found[0]])}.")
    else:
        yield Line(several)
        yield from (Line(" and ".join(change["answer"] for change in each), 1) for each in found)
    yield from _limits(sets)


def _pivots(document: Document, most: int) -> Iterator[Line]:
    rising, falling = [], []
    for pivot in document["pivots"]:
        effects = listed([_effect(each) for each in pivot["effects"]])
        text = f"If {listed([each['if'] for each in pivot['changes']])}: {effects}."
        if any(_rank(each["to"]) > _rank(each["from"]) for each in pivot["effects"]):
            rising.append(text)
        elif pivot["up"]:
            falling.append(text)
    if rising:
        yield Line("These raise a level:")
        yield from _first(rising, most)
    if falling:
        yield Line("These lower one, although they are better:")
        yield from _first(falling, most)


def _first(texts: Sequence[str], most: int) -> Iterator[Line]:
    yield from (Line(text, 1) for text in texts[:most])
    if len(texts) > most:
        yield Line(f"and {len(texts) - most} more (--all lists them)", 1)


def _rank(level: Document) -> tuple[int, int]:
    return level["level"], level["possible"]


def _effect(each: Document) -> str:
    return f"{each['subject']} from {_range(each['from'])} to {_range(each['to'])}"


def _range(level: Document) -> str:
    low, high = _rank(level)
    return str(low) if low == high else f"{low} (up to {high} possible)"


def _holds(document: Document, most: int) -> Iterator[Line]:
    for each in document["holds"]:
        level = f"{each['subject']}, level {each['level']}"
        if each["steps"] is None:
            known = "no lower ratings lose it" if each["proven"] else "the solver's time was over"
            yield Line(f"{level}: {known}.", 1)
            continue
        falls = [listed([_step(change) for change in fall]) for fall in each["falls"]]
        shown, left = falls[:most], len(falls[most:])
        more = f" (and {counted(left, 'other')})" if left else ""
        if each["steps"] == 1:
            yield Line(f"{level}, is one step from falling: {listed(shown, last='or')}{more}.", 1)
        else:
            fewer = "" if each["proven"] else "at most "
            yield Line(f"{level}, is {fewer}{each['steps']} steps from falling: {shown[0]}.", 1)


def _step(change: Document) -> str:
    """A change of a rating without titles: ``SWE.1.PA.1.1 from F to L in platform``."""
    instances = change["instances"]
    where = f" in {listed(instances)}" if instances else ""
    return f"{change['subject']} from {change['now'] or 'open'} to {change['value']}{where}"


def _interview(document: Document, most: int) -> Iterator[Line]:
    worth = [each for each in document["interview"] if each["worth"] != "0"]
    if not document["interview"]:
        return
    if worth:
        yield Line("Ask first what narrows the open levels most; told is by how many levels on average:")
    for number, each in enumerate(worth[:most], 1):
        yield Line(f"{each['text']}: {number_text(Fraction(each['worth']))}", 1, number)
    if len(worth) > most:
        yield Line(f"and {len(worth) - most} more (--all lists them)", 1)
    rest = len(document["interview"]) - len(worth)
    if rest:
        narrows = "narrows no level by itself" if rest == 1 else "narrow no level by themselves"
        yield Line(f"{counted(rest, 'further open answer' if worth else 'open answer')} {narrows}.")
