"""The table of levels: one line a capability, with its level, its target and a bar for each attribute.

The table takes the width it is given: what does not fit is left out in a fixed order, first the bars,
then the names of levels, then the titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cxrules.reports.bars import Bars
from cxrules.reports.columns import clean, clip, left, right, width, wrap
from cxrules.reports.names import Look, Names, noun, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Entry: TypeAlias = "Mapping[str, Any]"

_GAP = "  "
_TOGETHER = "\N{NO-BREAK SPACE}"
_NO_LEVEL = {"not-rated": "not rated", "not-applicable": "not applicable", "out-of-scope": "out of scope"}


class _Form(NamedTuple):
    """What a table shows when so much room is left for titles."""

    bars: bool
    level_names: bool
    least_title: int


_FORMS = (_Form(True, True, 18), _Form(False, True, 14), _Form(False, False, 10))  # noqa: FBT003 - a table
_NARROWEST = _Form(bars=False, level_names=False, least_title=0)


def level_table(entries: Sequence[Entry], names: Names, look: Look, *, every_attribute: bool) -> list[str]:
    """The lines of the table for these capabilities of a result, and a line that explains the ratings.

    Attributes behind the last one that is rated anywhere are left out, unless `every_attribute`.
    """
    attributes = _attributes(entries, names, every_attribute=every_attribute)
    tables = (_Table(entries, names, look, attributes, form) for form in _FORMS)
    fitting = (each for each in tables if each.title_columns >= min(each.form.least_title, each.widest_title))
    table = next(fitting, None) or _Table(entries, names, look, attributes, _NARROWEST)
    return [*table.lines(), *_legend(attributes, names, look)]


def standing(entry: Entry) -> str:
    """What an entry says of its target: "met", "missed", "open", or nothing where none is asked."""
    if entry.get("target") is None or entry["state"] == "not-applicable":
        return ""
    if entry["met"]:
        return "met"
    possible = entry["possible"]
    return "open" if possible is not None and possible >= entry["target"] else "missed"


class _Table:
    def __init__(
        self, entries: Sequence[Entry], names: Names, look: Look, attributes: Sequence[str], form: _Form
    ) -> None:
        self.entries, self.names, self.look, self.form = entries, names, look, form
        self.bars = Bars([value for value, _ in names.scale_values], look.signs, form.bars)
        self.attributes = attributes
        self.term = _capital(noun(names, "capability"))
        self.heads = _heads(attributes)
        self.ids = [clean(entry["id"]) for entry in entries]
        self.titles = [clean(names.title(entry["id"])) for entry in entries]
        self.levels = [self._level(entry) for entry in entries]
        self.targets = [f"{entry['target']} {word}" if (word := standing(entry)) else "" for entry in entries]
        self.widest_title = max(map(width, self.titles), default=0)
        room = look.columns - self._fixed_columns()
        self.title_columns = min(self.widest_title, room) if form.least_title else 0

    def lines(self) -> list[str]:
        head = self._line(self.term, "", "Level", "Target", self.heads)
        cells = map(self._cells, self.entries)
        rows = zip(self.ids, self.titles, self.levels, self.targets, cells, strict=True)
        return [head, *(self._line(*row) for row in rows)]

    def _line(self, name: str, title: str, level: str, target: str, cells: Sequence[str]) -> str:
        id_columns, level_columns, target_columns = self._columns()
        parts = [left(name, id_columns)]
        if self.title_columns > 0:
            parts.append(left(clip(title, self.title_columns, self.look.signs.more), self.title_columns))
            if not title:  # the head: its word may run on over the titles
                parts = [left(name, id_columns + len(_GAP) + self.title_columns)]
        parts.append(left(level, level_columns))
        if target_columns:
            parts.append(left(target, target_columns))
        parts += [right(cell, self._cell_columns()) for cell in cells]
        return _GAP.join(parts).rstrip()

    def _columns(self) -> tuple[int, int, int]:
        level = max(map(width, [*self.levels, "Level"]))
        target = max(map(width, self.targets), default=0)
        least = width(self.term) if self.form.least_title == 0 else 0
        ids = max(map(width, self.ids), default=0)
        return max(ids, least), level, max(target, len("Target")) if target else 0

    def _cell_columns(self) -> int:
        return max(self.bars.columns, *map(width, self.heads), 1)

    def _fixed_columns(self) -> int:
        id_columns, level, target = self._columns()
        if target:
            target += len(_GAP)
        cells = (self._cell_columns() + len(_GAP)) * len(self.attributes)
        return id_columns + len(_GAP) + len(_GAP) + level + target + cells

    def _cells(self, entry: Entry) -> list[str]:
        found = {attribute["id"]: attribute for attribute in entry["attributes"]}
        if entry["state"] == "not-applicable":
            return ["n/a"] * len(self.attributes)
        if entry["state"] == "out-of-scope":
            return [""] * len(self.attributes)
        return [self.bars.draw(found.get(attribute)) for attribute in self.attributes]

    def _level(self, entry: Entry) -> str:
        level, possible = entry["level"], entry["possible"]
        if level is None:
            return _NO_LEVEL.get(entry["state"], "open")
        if possible not in {None, level}:
            return (
                f"{level}, up to {possible} possible" if self.form.level_names else f"{level} to {possible}"
            )
        name = clean(self.names.level_names.get(level, ""))
        return f"{level} {name}".rstrip() if self.form.level_names else str(level)


def _attributes(entries: Sequence[Entry], names: Names, *, every_attribute: bool) -> list[str]:
    """The attributes to show, in the order of the model."""
    ratings = [name for name, _ in names.scale_values]
    bottom_open = {None, *ratings[-1:]}
    last: dict[str, bool] = {}
    for entry in entries:
        for attribute in entry["attributes"]:
            if attribute["possible"] not in {None, *ratings}:
                continue  # decided by the model on a scale of its own, and told below the table
            known = attribute["rating"] is not None or attribute["possible"] not in bottom_open
            last[attribute["id"]] = last.get(attribute["id"], False) or known
    shown = list(last)
    while len(shown) > 1 and not last[shown[-1]] and not every_attribute:
        shown.pop()
    return shown


def _heads(attributes: Sequence[str]) -> list[str]:
    """Ids without the beginning that all of them share: PA.1.1 and PA.2.1 become 1.1 and 2.1."""
    first, dot, _ = attributes[0].partition(".") if attributes else ("", "", "")
    shared = first + dot
    return [each.removeprefix(shared) if _all_begin(attributes, shared) else each for each in attributes]


def _all_begin(attributes: Sequence[str], shared: str) -> bool:
    return all(each.startswith(shared) and each != shared for each in attributes)


def _legend(attributes: Sequence[str], names: Names, look: Look) -> list[str]:
    if not attributes:
        return []
    ratings = [f"{value} {clean(title)}".rstrip() for value, title in names.scale_values]
    spoken = attributes[0] if len(attributes) == 1 else f"{attributes[0]} to {attributes[-1]}"
    kind = noun(names, "attribute") if len(attributes) == 1 else plural(names, "attribute")
    parts = [f"{_capital(kind)} {spoken}:", *(f"{rating}," for rating in ratings), "? open."]
    joined = " ".join(part.replace(" ", _TOGETHER) for part in parts)
    return [line.replace(_TOGETHER, " ") for line in wrap(joined, look.columns)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
