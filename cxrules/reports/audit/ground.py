"""What all sections of a report share: the evaluation, its result, the words, and where names lead."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxrules.engine.justification import Known
from cxrules.engine.justification.ratings import weaknesses
from cxrules.model.speech import speech_in
from cxrules.reports.audit.content import Cell, Column, Entry, Paragraph, Row, Run, Table, Text, said
from cxrules.reports.columns import clean
from cxrules.reports.saying import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cxrules.engine import Evaluation
    from cxrules.engine.justification.statement import Argument, Statement
    from cxrules.model.wording import Wording

_PLAIN = re.compile(r"[^A-Za-z0-9.-]")
_VERDICTS = {True: ("met", "good"), False: ("missed", "bad")}
_WITHOUT_LEVEL = {"not-rated": "open", "not-applicable": "quiet", "out-of-scope": "quiet"}


def anchor(kind: str, name: str) -> str:
    """The anchor of a thing, made of letters that may stand in one."""
    return f"{kind}-{_PLAIN.sub(lambda match: f'_{ord(match[0]):x}_', name)}"


class Ground:
    """See the module. `within` is the capability that is told of, which does not lead to itself."""

    def __init__(self, evaluation: Evaluation, wording: Wording) -> None:
        """Take the evaluation that is reported and the words to do it in."""
        self.evaluation, self.plan, self.assessment = evaluation, evaluation.plan, evaluation.assessment
        self.known = Known(evaluation, speech_in(wording.language))
        self.result: Mapping[str, Any] = self.known.result
        self.saying = Saying(wording, self.lead)
        self.language = wording.language
        self.within = ""

    @cached_property
    def entries(self) -> Sequence[Mapping[str, Any]]:
        """What the result says of the capabilities in scope."""
        return [each for each in self.result["capabilities"] if each["state"] != "out-of-scope"]

    @cached_property
    def rules_told(self) -> frozenset[str]:
        """The rules that had something to say, which the report lists."""
        rows = self.result["rules"]
        return frozenset(each["rule"] for each in rows if each["outcome"] != "not-triggered")

    @cached_property
    def deciding(self) -> Mapping[str, Sequence[str]]:
        """For each capability that is open what decides its target, or its level."""
        from cxrules.reports.deciding import deciding

        return deciding(self.evaluation)

    @cached_property
    def weaknesses(self) -> Sequence[Statement]:
        """Every weakness that is recorded, capability by capability."""
        return self.each(weaknesses)

    def each(self, tells: Callable[[Known, str], Iterable[Statement]]) -> list[Statement]:
        """What is told of each capability that applies, without the remark that nothing is."""
        named = [each["id"] for each in self.entries if each["state"] != "not-applicable"]
        return [each for name in named for each in tells(self.known, name) if not each.key.endswith(".none")]

    @cached_property
    def _levelled(self) -> frozenset[str]:
        return frozenset(each["id"] for each in self.entries if each["state"] != "not-applicable")

    @cached_property
    def _measures(self) -> frozenset[str]:
        return frozenset(each["id"] for each in self.result["measures"])

    # ---------------------------------------------------------------------------------------- anchors

    def lead(self, kind: str, name: str) -> str:
        """Where a name leads: to the anchor of what the report says about it, or nowhere."""
        if kind in {"subject", "capability"}:
            return self._lead_of_subject(name)
        if kind == "evidence" and name in self.assessment.evidence:
            return anchor("evidence", name)
        if kind == "rule" and name in self.rules_told:
            return anchor("rule", name)
        if kind == "measure" and name in self._measures:
            return anchor("measure", name)
        return ""

    def _lead_of_subject(self, name: str) -> str:
        if name in self.plan.capabilities:
            return anchor("capability", name) if name in self._levelled and name != self.within else ""
        subject = self.plan.subjects.get(name)
        if subject is None or subject.capability not in self._levelled:
            return ""
        top = self.assessment.up_to_level
        return "" if top is not None and self.plan.level_of(name) > top else anchor("rating", name)

    # ------------------------------------------------------------------------------------------ words

    def word(self, key: str, count: int | None = None, **arguments: Argument) -> str:
        """Words of the report itself."""
        return self.saying.word(key, count, **arguments)

    def term(self, kind: str, count: int = 1) -> str:
        """The model's word for things of a kind."""
        return self.saying.term(self.plan, kind, count)

    def heading_term(self, kind: str, count: int = 1) -> str:
        """The same as the title of a column."""
        word = self.term(kind, count)
        return word[:1].upper() + word[1:]

    def sentence(self, key: str, count: int | None = None, **arguments: Argument) -> Text:
        """A sentence of the report itself."""
        from cxrules.engine.justification.statement import state

        if count is not None:
            arguments["count"] = count
        return self.saying.text(state(key, tone="", **arguments))

    def entry(self, statement: Statement) -> Entry:
        """A statement as a sentence of a list."""
        return Entry(self.saying.text(statement), statement.rests_on, statement.tone)

    def paragraph(self, statements: Iterable[Statement], anchor_: str = "") -> Paragraph:
        """Statements one after the other."""
        runs: list[Run] = []
        rests: dict[str, None] = {}
        for each in statements:
            runs += [*([Run(" ")] if runs else []), *self.saying.text(each)]
            rests.update(dict.fromkeys(each.rests_on))
        return Paragraph(tuple(runs), "", anchor_, tuple(rests))

    # ------------------------------------------------------------------------------------------ levels

    def title(self, name: str) -> str:
        """An id with its title."""
        return clean(f"{name} {self.plan.title(name)}".strip())

    def level_name(self, order: int) -> str:
        """``2 Managed``."""
        return clean(f"{order} {self.plan.level_names.get(order, '')}".strip())

    def level_words(self, entry: Mapping[str, Any]) -> str:
        """The level of a capability in words, or why it has none."""
        if entry["level"] is None:
            return self.word(f"state.{entry['state']}")
        name = self.level_name(entry["level"])
        if entry["possible"] == entry["level"]:
            return name
        return self.word("level.up-to", level=name, possible=str(entry["possible"]))

    def standing(self, entry: Mapping[str, Any]) -> tuple[str, str]:
        """How a capability stands to its target, as a word and a tone; no words where nothing is asked."""
        if entry["target"] is None or entry["met"] is None:
            return "", _WITHOUT_LEVEL.get(entry["state"], "")
        if not entry["met"] and (entry["possible"] or 0) >= entry["target"]:
            return self.word("verdict.open"), "open"
        key, tone = _VERDICTS[entry["met"]]
        return self.word(f"verdict.{key}"), tone

    # ------------------------------------------------------------------------------------------ tables

    def columns(self, *titles: tuple[str, str] | str) -> tuple[Column, ...]:
        """Columns by the keys of their titles, each with its kind where it is not text."""
        pairs = [(each, "text") if isinstance(each, str) else each for each in titles]
        return tuple(Column(self.word(key), kind) for key, kind in pairs)

    def rating_cell(self, rating: str | None, target: str = "", words: Sequence[str] = ()) -> Cell:
        """A rating as a cell of a table."""
        scale = list(words) or [name for name, _ in self.plan.scale_values]
        if rating is None:
            return Cell(said(self.word("state.open"), target), "open")
        rank = scale.index(rating) if rating in scale else None
        return Cell(said(clean(rating), target), "", None if rank is None else (rank, len(scale) - 1))


def cell(words: str, target: str = "", tone: str = "") -> Cell:
    """A cell of plain words."""
    return Cell(said(clean(words), target), tone)


def row(*cells: Cell | str, at: str = "") -> Row:
    """A row of cells, of which plain words may be given as they are."""
    return Row(tuple(each if isinstance(each, Cell) else cell(each) for each in cells), at)


def table(caption: str, columns: Sequence[Column], rows: Iterable[Row]) -> Table:
    """A table, without the columns in which nothing stands."""
    found = tuple(rows)
    kept = [at for at in range(len(columns)) if not at or any(each.cells[at].text for each in found)]
    if len(kept) < len(columns):
        found = tuple(each._replace(cells=tuple(each.cells[at] for at in kept)) for each in found)
    return Table(caption, tuple(columns[at] for at in kept), found)
