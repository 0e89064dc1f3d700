"""How cxrules runs a case: all that the corpus knows of this implementation. Tests nothing itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cxrules import api

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.engine.because import Because
    from tests.conformance.corpus import Case


class Runner:
    """Runs cases in a folder, and keeps the models that several cases share."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that may be written to."""
        self.folder = folder
        self.models: dict[str, api.Model] = {}
        self.places = 0

    def evaluate(self, case: Case) -> Evaluation:
        """Evaluate the evidence of a case with its ruleset. Raises CxrulesError where it is refused."""
        evidence = self.folder / "assessment.json"
        evidence.write_text(json.dumps(case["evidence"]), "utf-8")
        return api.evaluate(evidence, self._model(case))

    def _model(self, case: Case) -> api.Model:
        method, reading = case["evidence"].get("method"), case["evidence"].get("reading", "audit")
        key = json.dumps([case["ruleset"], method, reading])
        if key not in self.models:
            self.models[key] = api.load(self._place(case), method, reading)
        return self.models[key]

    def _place(self, case: Case) -> str:
        ruleset = case["ruleset"]
        if isinstance(ruleset, str):
            return ruleset
        self.places += 1
        folder = self.folder / f"ruleset-{self.places}"
        for word, lines in ruleset.items():
            package = folder / word
            package.mkdir(parents=True)
            (package / f"{word}.cxr").write_text("\n".join(lines) + "\n", "utf-8")
        return str(folder / "model")


def differences(expected: dict[str, Any], result: dict[str, Any]) -> list[str]:
    """What a result says otherwise than a case expects, one line each."""
    found: list[str] = []
    capabilities = {each["id"]: each for each in result["capabilities"]}
    for name, wanted in expected.get("capabilities", {}).items():
        found += _unlike(name, wanted, capabilities[name])
    for row in expected.get("rules", []):
        found += _rows_unlike(row, result["rules"])
    if "target" in expected:
        found += _unlike("target", expected["target"], result["target"] or {})
    return found


def _unlike(name: str, wanted: dict[str, Any], held: dict[str, Any]) -> Iterator[str]:
    for key, value in wanted.items():
        if key in {"attributes", "criteria"}:
            below = {each["id"]: each for each in held[key]}
            for each, rating in value.items():
                yield from _unlike(f"{name} {each}", rating, below[each])
        elif held[key] != value:
            yield f"{name}: {key} should be {value} and is {held[key]}"


def _rows_unlike(row: dict[str, str], rows: list[dict[str, Any]]) -> Iterator[str]:
    same = [each for each in rows if all(each[key] == row[key] for key in row if key != "outcome")]
    if not same:
        yield f"{row['rule']}: no row for {row.get('subject', 'it')}"
    for each in same:
        if each["outcome"] != row["outcome"]:
            yield f"{row['rule']}: should be {row['outcome']} and is {each['outcome']}: {each['message']}"


def named(because: Because) -> str:
    """All that an explanation names: the ids and sentences of its tree."""
    below = "\n".join(named(each) for each in because.children)
    return f"{because.id}\n{because.sentence}\n{below}"


def unnamed(evaluation: Evaluation, expected: dict[str, list[str]]) -> list[str]:
    """The ids that the explanation of a capability's level should name and does not."""
    missing = []
    for capability, names in expected.items():
        told = named(api.explain(evaluation, capability))
        missing += [
            name for name in names if not re.search(rf"(?<![\w.]){re.escape(name)}(?![\w]|\.\w)", told)
        ]
    return missing
