"""The header of a mapping: between which two models it is, and what holds for all of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.syntax import tree

if TYPE_CHECKING:
    from cxrules.semantics.package import Package
    from cxrules.semantics.report import Report
    from cxrules.text import Source


class End(NamedTuple):
    """One of the two models, as the header asks for it; `kind` is ``model`` or ``framework``."""

    written: tree.MappingEnd
    source: Source

    @property
    def name(self) -> str:
        """What it is called."""
        return self.written.name.text

    @property
    def kind(self) -> str:
        """The kind of package that is asked for."""
        return self.written.kind

    @property
    def range(self) -> tuple[tuple[str, str], ...]:
        """The versions that are taken, as pairs of operator and bound."""
        return tuple((operator, leaf.text) for operator, leaf in self.written.range.parts)

    @property
    def written_range(self) -> str:
        """The range as it stands in the text."""
        return " ".join(operator + bound for operator, bound in self.range)

    def as_use(self) -> tree.Use:
        """The same wish as a package states it for what it uses."""
        return tree.Use(self.kind, self.written.name, self.written.range, optional=False)


def ends_of(package: Package, report: Report) -> tuple[End, End] | None:
    """The two ends of a mapping; None where one is missing, which is reported. A second one is, too."""
    source, header = package.header_source, package.header
    if source is None or header is None:
        return None
    found: dict[str, tree.MappingEnd] = {}
    for part in header.parts:
        if isinstance(part, tree.MappingEnd):
            if part.word in found:
                message = f"The mapping {package.name} says twice {_WHERE[part.word]}."
                hint = f"Keep one line that begins with `{part.word}`."
                report.add("CX0711", message, source, part.name, hint)
            found.setdefault(part.word, part)
    missing = [word for word in _WHERE if word not in found]
    for word in missing:
        message = f"The mapping {package.name} does not say {_WHERE[word]}."
        hint = f"Write `{word} model NAME version …` in its header."
        report.add("CX0711", message, source, header.name, hint)
    return None if missing else (End(found["from"], source), End(found["to"], source))


_WHERE = {"from": "from which model it goes", "to": "to which model it goes"}
