"""Statements put into words: the templates of a wording filled with names, numbers, days and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.engine.justification.statement import Argument, Day, Named, Quote, Statement, Word
from cxrules.model.wording import Wording, pieces
from cxrules.reports.audit.content import Run, Text
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxrules.plan import Plan

_MINUS = "\u2212"


class Saying:
    """The words of one wording; `lead` gives the anchor that a name leads to, or nothing."""

    def __init__(self, wording: Wording, lead: Callable[[str, str], str] = lambda _kind, _id: "") -> None:
        """Take the wording."""
        self.wording, self.lead = wording, lead
        self._taken_apart: dict[str, list[tuple[str, str | None, str]]] = {}

    def text(self, statement: Statement) -> Text:
        """A statement as text."""
        runs: list[Run] = []
        self._statement(statement, runs)
        return _joined(runs)

    def plain(self, statement: Statement) -> str:
        """A statement without marks."""
        return "".join(run.text for run in self.text(statement))

    def word(self, key: str, count: int | None = None, **arguments: Argument) -> str:
        """A word or sentence of the report itself, by its key."""
        if count is not None:
            arguments["count"] = count
        return self.plain(Statement(key, arguments))

    def day(self, iso: str) -> str:
        """A day as the language writes it."""
        parts = iso.split("-")
        if len(parts) != 3:  # noqa: PLR2004 - year, month, day
            return iso
        year, month, day = parts
        form = self.wording.template("form.day") or "{year}-{month}-{day}"
        return form.replace("{year}", year).replace("{month}", month).replace("{day}", day)

    def number(self, text: str) -> str:
        """A number, written with points and no separators, as the language writes it."""
        point = self.wording.template("form.point") or "."
        gap = self.wording.template("form.thousands") or ","
        whole, dot, rest = text.partition(".")
        sign = whole[: len(whole) - len(whole.lstrip("-"))]
        digits = whole[len(sign) :]
        groups: list[str] = []
        while len(digits) > 3:  # noqa: PLR2004 - thousands
            groups.insert(0, digits[-3:])
            digits = digits[:-3]
        written = gap.join([digits, *groups])
        minus = sign.replace("-", _MINUS)
        return f"{minus}{written}{point if dot else ''}{rest}"

    def term(self, plan: Plan, kind: str, count: int) -> str:
        """The model's word for things of a kind, where the wording has it in its language."""
        from cxrules.reports.names import noun, plural

        own = plan.terms.get(kind, kind)
        found = self.wording.template(f"term.{own}", count)
        return found or (noun(plan, kind) if count == 1 else plural(plan, kind))

    def names(self, words: Sequence[str]) -> str:
        """Several words as one reads them out."""
        return self.plain(Statement("form.names", {"names": tuple(map(Quote, words))}))

    # -------------------------------------------------------------------------------- what is filled in

    def _statement(self, statement: Statement, runs: list[Run]) -> None:
        count = statement.arguments.get("count")
        template = self.wording.template(statement.key, count if isinstance(count, int) else None)
        if template is None:
            raise KeyError(statement.key)
        parts = self._taken_apart.get(template)
        if parts is None:
            parts = self._taken_apart[template] = pieces(template)
        for text, place, style in parts:
            if text:
                runs.append(Run(text))
            if place is not None:
                self._argument(statement.arguments[place], style, runs)

    def _argument(self, argument: Argument, style: str, runs: list[Run]) -> None:
        if isinstance(argument, Named):
            self._name(argument, style, runs)
        elif isinstance(argument, Statement):
            self._statement(argument, runs)
        elif isinstance(argument, Word):
            words = self.wording.template(argument.key, argument.count)
            runs.append(Run(clean(argument.otherwise if words is None else words)))
        elif isinstance(argument, Quote):
            runs.append(Run(clean(argument.text)))
        elif isinstance(argument, Day):
            runs.append(Run(self.day(argument.iso)))
        elif isinstance(argument, tuple):
            self._list(argument, style, runs)
        else:
            runs.append(Run(self.number(str(argument)) if isinstance(argument, int) else clean(argument)))

    def _list(self, several: Sequence[Argument], style: str, runs: list[Run]) -> None:
        for place, each in enumerate(several):
            if place:
                last = place == len(several) - 1 and style != "ids"
                runs.append(Run(self.wording.template("form.and" if last else "form.comma") or ", "))
            self._argument(each, style, runs)

    def _name(self, named: Named, style: str, runs: list[Run]) -> None:
        name, title = clean(named.id), clean(named.title)
        target = self.lead(named.kind, named.id)
        if style == "title" or (not style and named.kind in {"person", "method"}):
            runs.append(Run(title or name, target))
            return
        if name or not title:
            runs.append(Run(name, target))
        if title and (not style or not name):
            runs.append(Run(f" ({title})" if name else title))


def _joined(runs: Sequence[Run]) -> Text:
    """Neighbours that lead nowhere and are marked alike, as one."""
    found: list[Run] = []
    for run in runs:
        if found and not run.target and not found[-1].target and run[1:] == found[-1][1:]:
            found[-1] = found[-1]._replace(text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)
