"""A small model written in a test, its assessments, and a reader of their results. Tests nothing itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from cxrules import api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because

HEADER = "model small version 1.0.0\n  uses framework iso-33020 version ^2019\n"
ALONE = "model small version 1.0.0\n"
"""For a model that brings its own scale, method and levels."""

Make: TypeAlias = "Callable[..., Small]"


class Small:
    """A model whose text stands in a test; `evaluate` takes ratings and further lines of an assessment."""

    def __init__(self, folder: Path, text: str, header: str = HEADER) -> None:
        """Write the model to a folder of its own."""
        self.folder = folder
        self.package = folder / "small"
        self.package.mkdir(parents=True)
        (self.package / "model.cxr").write_text(f"{header}{text}\n", "utf-8")
        self._loaded: dict[tuple[str | None, str], api.Model] = {}

    def load(self, method: str | None = None, reading: str = "audit") -> api.Model:
        """The model under a method and a reading, loaded once."""
        key = (method, reading)
        if key not in self._loaded:
            self._loaded[key] = api.load(self.package, method, reading)
        return self._loaded[key]

    def evaluate(
        self,
        ratings: Mapping[str, object],
        *,
        method: str | None = None,
        reading: str = "audit",
        **more: object,
    ) -> Seen:
        """Evaluate an assessment; `up_to_level=2` stands for the line `up-to-level: 2`."""
        lines: dict[str, object] = {"cxrules": 1, "assessment": "case", "model": "small", "reading": reading}
        lines |= {"method": method} if method else {}
        lines |= {key.replace("_", "-"): value for key, value in more.items()}
        path = self.folder / "assessment.json"
        path.write_text(json.dumps({**lines, "ratings": ratings}), "utf-8")
        return Seen(api.evaluate(path, self.load(method, reading)))


class Seen:
    """What came of an assessment."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Take an evaluation and its published result."""
        self.evaluation = evaluation
        self.result: dict[str, Any] = evaluation.result()

    def capability(self, name: str) -> dict[str, Any]:
        """The entry of a capability."""
        return next(each for each in self.result["capabilities"] if each["id"] == name)

    def level(self, name: str = "A") -> tuple[int | None, int | None]:
        """The level that is guaranteed, and the one that is possible."""
        found = self.capability(name)
        return found["level"], found["possible"]

    def state(self, name: str = "A") -> str:
        """The state of a capability."""
        return str(self.capability(name)["state"])

    def rating(self, name: str) -> dict[str, Any]:
        """The entry of a criterion, practice or attribute, by its full id."""
        for capability in self.result["capabilities"]:
            for each in capability["criteria"]:
                if each["id"] == name:
                    return dict(each)
            for each in capability["attributes"]:
                if f"{capability['id']}.{each['id']}" == name:
                    return dict(each)
        raise AssertionError(f"the result has no {name}")

    def counts(self, name: str) -> str | None:
        """The rating that counts, `open, at most L` where it is open, None where none is asked for."""
        found = self.rating(name)
        if found["rating"] is None and found["possible"] is not None:
            return f"open, at most {found['possible']}"
        return None if found["rating"] is None else str(found["rating"])

    def rule(self, rule: str, subject: str) -> dict[str, Any]:
        """The row of a rule for a subject."""
        (row,) = [each for each in self.result["rules"] if (each["rule"], each["subject"]) == (rule, subject)]
        return dict(row)

    def outcomes(self, rule: str) -> dict[str, str]:
        """What became of a rule, by subject."""
        return {each["subject"]: each["outcome"] for each in self.result["rules"] if each["rule"] == rule}

    def why(self, subject: str, *, why_not: int | None = None) -> list[str]:
        """The sentences of an explanation, indented by two blanks for each step inwards."""
        return [
            f"{'  ' * depth}{because.sentence}"
            for depth, because in _walk(api.explain(self.evaluation, subject, why_not=why_not))
        ]


def _walk(because: Because) -> Iterator[tuple[int, Because]]:
    """Every node with its depth, without recursion, so that a deep explanation is no problem here."""
    stack = [(0, because)]
    while stack:
        depth, each = stack.pop()
        yield depth, each
        stack += [(depth + 1, child) for child in reversed(each.children)]
