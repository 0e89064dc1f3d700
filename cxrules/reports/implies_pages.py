"""What follows between two models, as text for a terminal and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules.reports.columns import clean, counted, listed, wrap
from cxrules.reports.explanation_markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.reports.names import Look

Document: TypeAlias = dict[str, Any]
Section: TypeAlias = "tuple[str, list[str]]"

_IMPOSSIBLE = (
    "No case meets what is given, so that anything would follow from it. Look at the claims, and at the rows "
    "that carry ratings back."
)

_NEEDS = {
    True: "The proof needs these rows",
    False: "These rows are enough for the proof, perhaps not all are needed (the time was over)",
}

_MOST = 12
"""So many answers of a case, or rows of a proof, are enough to read."""


def render(document: Document, look: Look) -> str:
    """As text, ending with a line break."""
    blocks = [wrap(clean(_about(document)), look.columns)]
    for title, lines in _sections(document):
        block = wrap(clean(title), look.columns)
        for line in lines:
            block += wrap(clean(line), look.columns, f"  {look.signs.bullet} ", "    ")
        blocks.append(block)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def markdown(document: Document) -> str:
    """As Markdown."""
    lines = [f"# {escaped(_about(document))}"]
    for title, items in _sections(document):
        lines += ["", f"## {escaped(title.removesuffix(':'))}" if items else escaped(title)]
        lines += [""] * bool(items) + [f"- {escaped(each)}" for each in items]
    return "\n".join(lines) + "\n"


def _about(document: Document) -> str:
    left, right = document["left"], document["right"]
    names = [f"{each['id']} {each['version']}" for each in (left, right)]
    if document["given"] is None:
        return f"Is {names[0]} equivalent to {names[1]}?"
    return f"Given {document['given']['title']} in {names[0]}: what follows in {names[1]}"


def _sections(document: Document) -> Iterator[Section]:
    if document["possible"] is False:
        yield _IMPOSSIBLE, []
        yield _assumed(document)
        return
    for answer in document["answers"]:
        yield from _answered(document, answer)
    yield from _highest(document)
    yield from _compared(document)
    yield from _dominance(document)
    yield _assumed(document)


def _assumed(document: Document) -> Section:
    told = list(document["assumptions"])
    if document["linked-by"] == "mappings":
        names = ", ".join(f"{each['id']} {each['version']}" for each in document["mappings"])
        rows = counted(document["rows-that-carry"], "row")
        others = document["rows-that-do-not"]
        told.insert(2, f"Mapping: {names}; {rows} that carry a rating, {others} that carry none.")
    return ("This rests on:", told)


def _answered(document: Document, answer: Document) -> Iterator[Section]:
    title = answer["title"][:1].upper() + answer["title"][1:]
    if answer["verdict"] == "follows":
        yield f"{title} follows. That is proven.{_rows(document, answer)}", _listed(answer["rows"])
    elif answer["verdict"] == "not proven":
        yield f"{title}: neither proven nor refuted ({answer['reason']}).", []
    else:
        yield f"{title} does not follow. Here is a case:", list(_case(document, answer["case"]))


def _rows(document: Document, answer: Document) -> str:
    rows = answer["rows"]
    if document["linked-by"] == "ids":
        return ""
    if rows is None:
        return " Which rows of the mapping that needs was not found out in the time."
    if not rows:
        return " It holds without any row of the mapping."
    return f" {_NEEDS[answer['rows-are-least']]}:"


def _listed(rows: list[Document] | None) -> list[str]:
    told = [f"{each['from']} {each['relation']} {each['to']} ({each['mapping']})" for each in rows or ()]
    return told[:_MOST] + ([f"and {len(told) - _MOST} more"] if len(told) > _MOST else [])


def _case(document: Document, case: Document | None) -> Iterator[str]:
    if case is None:
        return
    for side in ("left", "right"):
        best = document[side]["best"]
        told = [f"{each['of']} {each['is']}" for each in case[side] if each["is"] != best]
        full = len(case[side]) - len(told)
        told = told[:_MOST] + ([f"{len(told) - _MOST} more"] if len(told) > _MOST else [])
        other = "" if not told else "other " if full == 1 else "others "
        told += [f"{full} {other}rated {best}"] if full else []
        yield f"{document[side]['id']}: {listed(told) or 'whatever else is rated'}."
    yield from case["why"]
    if case["files"]:
        yield f"Written to {' and '.join(case['files'])}."


def _highest(document: Document) -> Iterator[Section]:
    if not document["highest"]:
        return
    lines = []
    for each in document["highest"]:
        line = f"{each['subject']} ({each['title']}): level {each['level']} ({each['name']})"
        above = each["above"]
        if above is None:
            line += ", the highest there is."
        elif above["verdict"] == "not proven":
            line += f"; of {above['claim']} that is neither proven nor refuted ({above['reason']})."
        else:
            line += "."
        lines.append(line)
    yield "The highest level that follows, proven:", lines
    for each in document["highest"]:
        if each["rows"]:
            start = f"{each['subject']} at level {each['level']}"
            yield f"{start}. {_NEEDS[each['rows-are-least']]}:", _listed(each["rows"])
        elif each["reason"]:
            told = f"{each['subject']} at level {each['level']}: which rows that needs was not found out"
            yield f"{told} in the time.", []
        if each["above"] is not None and each["above"]["case"] is not None:
            yield (
                f"{each['above']['title']} does not follow. Here is a case:",
                list(_case(document, each["above"]["case"])),
            )


def _dominance(document: Document) -> Iterator[Section]:
    rows = document["dominance"]
    if not rows:
        return
    if document["equivalent"]:
        yield "They are equivalent under the mapping, level by level. That is proven.", []
    else:
        yield "They are not equivalent under the mapping.", []
    for model in dict.fromkeys(each["model"] for each in rows):
        told = [each for each in rows if each["model"] == model]
        yield f"What each level of {model} implies in {told[0]['other']}:", list(map(_implied, told))
    for each in rows:
        if each["above"] is not None and each["above"]["case"] is not None:
            told_of = f"{each['model']} level {each['level']}"
            title = each["above"]["title"]
            sides = document if each["model"] == document["left"]["id"] else _turned(document)
            yield (
                f"{told_of} does not imply {title} in {each['other']}. Here is a case:",
                list(_case(sides, each["above"]["case"])),
            )


def _turned(document: Document) -> Document:
    return {"left": document["right"], "right": document["left"]}


def _implied(each: Document) -> str:
    start = f"level {each['level']} ({each['name']})"
    if not each["possible"]:
        return f"{start}: no case reaches it."
    name = f" ({each['implies-name']})" if each["implies-name"] else ""
    above = each["above"]
    if above is None:
        return f"{start}: level {each['implies']}{name}, the highest there is."
    if above["verdict"] == "not proven":
        why = f"the next is neither proven nor refuted ({above['reason']})"
        return f"{start}: level {each['implies']}{name}; {why}."
    return f"{start}: level {each['implies']}{name}"


def _compared(document: Document) -> Iterator[Section]:
    if document["equivalent"] is None or document["dominance"]:
        return
    rows = document["compared"]
    if document["equivalent"]:
        told: dict[str, list[str]] = {}
        for each in rows:
            told.setdefault(each["subject"], []).append(f"{each['level']} {_names(each)}")
        lines = [f"{subject}: {', '.join(levels)}" for subject, levels in told.items()]
        yield "They are equivalent, level by level. That is proven.", lines
        return
    yield (
        "They are not equivalent:",
        [
            f"{each['subject']} at level {each['level']} {_names(each)}: {each['sentence']}"
            for each in rows
            if each["verdict"] != "equal"
        ],
    )
    for each in rows:
        if each["case"] is not None:
            yield (
                f"A case in which only one of them is at {each['subject']}:{each['level']}:",
                list(_case(document, each["case"])),
            )


def _names(each: Document) -> str:
    names = dict.fromkeys([each["left-name"], each["right-name"]])
    return f"({' / '.join(names)})"
