"""Justifications as text, as Markdown and as data (``cxrules-justification/1``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxrules.reports.audit.markdown import escaped
from cxrules.reports.columns import clean, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxrules.engine.justification.statement import Justification, Statement
    from cxrules.reports.names import Look
    from cxrules.reports.saying import Saying

FORMAT = "cxrules-justification/1"
_PARAGRAPHS = {"scope", "evidence"}


def render(found: Sequence[Justification], saying: Saying, look: Look) -> str:
    """As text for a terminal, ending with a line break."""
    blocks: list[list[str]] = []
    for each in found:
        blocks.append(_heading(each))
        for part in each.parts:
            title = saying.word(f"part.{part.key}")
            blocks.append(
                [f"{title}:", *_lines(part.statements, saying, look, whole=part.key in _PARAGRAPHS)]
            )
    if found:
        bound = _lines(found[0].bound_to, saying, look, whole=False)
        blocks.append([f"{saying.word('part.bound')}:", *bound])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _heading(each: Justification) -> list[str]:
    title = clean(f"{each.id} {each.title}".strip())
    return [title, "=" * len(title)]


def _lines(statements: Sequence[Statement], saying: Saying, look: Look, *, whole: bool) -> list[str]:
    """Sentences one after the other, or each on a line of its own."""
    told = [saying.plain(each) for each in statements]
    if whole:
        return wrap(" ".join(told), look.columns, "  ")
    bullet = look.signs.bullet
    return [line for sentence in told for line in wrap(sentence, look.columns, f"  {bullet} ", "    ")]


def markdown(found: Sequence[Justification], saying: Saying) -> str:
    """As Markdown, ending with a line break."""
    return "\n".join(_markdown(found, saying)) + "\n"


def _markdown(found: Sequence[Justification], saying: Saying) -> Iterator[str]:
    for place, each in enumerate(found):
        yield from ([""] if place else [])
        yield f"## {escaped(clean(f'{each.id} {each.title}'.strip()))}"
        for part in each.parts:
            yield from ("", f"### {escaped(saying.word(f'part.{part.key}'))}", "")
            told = [escaped(saying.plain(one)) for one in part.statements]
            yield from [" ".join(told)] if part.key in _PARAGRAPHS else [f"- {one}" for one in told]
    if found:
        yield from ("", f"## {escaped(saying.word('part.bound'))}", "")
        yield from (f"- {escaped(saying.plain(one))}" for one in found[0].bound_to)


def data(found: Sequence[Justification], saying: Saying, result: Mapping[str, Any]) -> dict[str, Any]:
    """As plain data: every sentence with its key and the ids it is tied to."""
    entries = {each["id"]: each for each in result["capabilities"]}
    return {
        "format": FORMAT,
        **{key: result[key] for key in ("assessment", "date", "model", "reading", "status")},
        "language": saying.wording.language,
        "capabilities": [_capability(each, entries[each.id], saying) for each in found],
        "bound-to": [_bound(each, saying) for each in found[0].bound_to] if found else [],
    }


def _capability(found: Justification, entry: Mapping[str, Any], saying: Saying) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "state": found.state,
        "level": entry["level"],
        "possible": entry["possible"],
        "parts": [
            {
                "id": part.key,
                "title": saying.word(f"part.{part.key}"),
                "sentences": [_sentence(each, saying) for each in part.statements],
            }
            for part in found.parts
        ],
    }


def _sentence(statement: Statement, saying: Saying) -> dict[str, Any]:
    return {
        "id": statement.key,
        "text": saying.plain(statement),
        "rules": list(statement.rules),
        "subjects": list(statement.subjects),
        "evidence": list(statement.evidence),
    }


def _bound(statement: Statement, saying: Saying) -> dict[str, Any]:
    return {
        "id": statement.key.removeprefix("bound."),
        "digest": statement.arguments["digest"].text,  # type: ignore[union-attr] # it is a quote
        "text": saying.plain(statement),
    }
