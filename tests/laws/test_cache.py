"""A stored plan that was damaged, edited or exchanged changes nothing: it is made anew, never trusted."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from cxrules import api
from cxrules.workspace import cache
from tests.laws.running import law
from tests.semantics.inline import FRAMEWORK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODEL = (
    "model {name} version 1.0.0\n"
    + FRAMEWORK
    + """
capability A "A" { criterion 1 "One"  criterion 2 "Two" }
rule R cap A.1 at {rating} when A.2 below F source "made"
"""
)
ASSESSMENT = """cxrules: 1
assessment: a
model: ./{name}
reading: {reading}
method: mean
ratings: {{A.1: F, A.2: L, A.PA.2: L}}
"""


class Stored:
    """A model with an assessment in each reading, the plans stored for them, and what comes of them."""

    def __init__(self, root: Path, name: str, rating: str) -> None:
        self.folder = root / name
        self.folder.mkdir(parents=True)
        text = MODEL.replace("{name}", name).replace("{rating}", rating)
        (self.folder / "model.cxr").write_text(text, "utf-8")
        for reading in ("audit", "derive"):
            said = ASSESSMENT.format(name=name, reading=reading)
            (root / f"{name}-{reading}.yaml").write_text(said, "utf-8")
        self.plans: dict[str, Path] = {}
        self.results: dict[str, dict[str, Any]] = {}

    def evaluate(self) -> Stored:
        """Evaluate both readings, and keep the results and which plans were stored for them."""
        for reading in ("audit", "derive"):
            before = set((self.folder.parent / "cache").rglob("*.plan"))
            self.results[reading] = self.evaluated(reading)
            (self.plans[reading],) = set((self.folder.parent / "cache").rglob("*.plan")) - before
        return self

    def evaluated(self, reading: str) -> dict[str, Any]:
        """What the assessment in this reading comes to."""
        return api.evaluate(self.folder.parent / f"{self.folder.name}-{reading}.yaml").result()


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stored, Stored]]:
    """Two models side by side, which differ in one rating."""
    root = tmp_path_factory.mktemp("cached")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        patch.delenv("CXRULES_CACHE", raising=False)
        # The program that makes the plans does not change here, even while somebody edits it.
        patch.setattr(cache, "_compiler", lambda: [0, 0], raising=False)
        one, two = Stored(root, "one", "P"), Stored(root, "two", "N")
        yield one.evaluate(), two.evaluate()


def _holds_with(model: Stored, reading: str, content: bytes) -> None:
    """The result is as before with this content in the place of the stored plan, which is then put back."""
    plan = model.plans[reading]
    good = plan.read_bytes()
    try:
        plan.write_bytes(content)
        assert model.evaluated(reading) == model.results[reading]
    finally:
        plan.write_bytes(good)


def test_the_two_models_and_readings_do_differ(stored: tuple[Stored, Stored]) -> None:
    results = [
        json.dumps(model.results[reading]["capabilities"]) for model in stored for reading in model.results
    ]
    assert len(set(results)) > 2
    assert stored[0].results["derive"]["capabilities"] != stored[1].results["derive"]["capabilities"]


def test_a_plan_is_taken_from_the_cache(
    stored: tuple[Stored, Stored], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the model was compiled again")

    monkeypatch.setattr(cache, "_made_anew", never)
    assert stored[0].evaluated("derive") == stored[0].results["derive"]


@law
@given(st.data())
def test_a_changed_byte_changes_nothing(stored: tuple[Stored, Stored], data: st.DataObject) -> None:
    good = stored[0].plans["derive"].read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda each: each != good[place]))
    _holds_with(stored[0], "derive", good[:place] + bytes([byte]) + good[place + 1 :])


@law
@given(st.data())
def test_a_stored_plan_cut_short_changes_nothing(stored: tuple[Stored, Stored], data: st.DataObject) -> None:
    good = stored[0].plans["derive"].read_bytes()
    _holds_with(stored[0], "derive", good[: data.draw(st.integers(0, len(good) - 1))])


@law
@given(st.binary(max_size=200))
def test_any_other_content_changes_nothing(stored: tuple[Stored, Stored], content: bytes) -> None:
    _holds_with(stored[0], "derive", content)
    _holds_with(stored[0], "derive", sha256(content).hexdigest().encode() + b"\n" + content)


def test_the_plan_of_another_model_changes_nothing(stored: tuple[Stored, Stored]) -> None:
    one, two = stored
    for reading in ("audit", "derive"):
        _holds_with(one, reading, two.plans[reading].read_bytes())


def test_the_plan_of_the_other_reading_changes_nothing(stored: tuple[Stored, Stored]) -> None:
    for model in stored:
        _holds_with(model, "audit", model.plans["derive"].read_bytes())
        _holds_with(model, "derive", model.plans["audit"].read_bytes())


def test_the_header_of_another_plan_changes_nothing(stored: tuple[Stored, Stored]) -> None:
    """The plan of one model under the header of the other, with a hash that fits."""
    header = json.loads(stored[0].plans["derive"].read_text("utf-8").partition("\n")[2])[0]
    data = json.loads(stored[1].plans["derive"].read_text("utf-8").partition("\n")[2])[1]
    body = json.dumps([{**header, "contents": ["0" * 64]}, data])
    _holds_with(stored[0], "derive", f"{sha256(body.encode()).hexdigest()}\n{body}".encode())


def test_a_plan_of_an_older_text_is_not_used(stored: tuple[Stored, Stored], tmp_path: Path) -> None:
    shutil.copytree(stored[0].folder, tmp_path / "one")
    shutil.copy(stored[0].folder.parent / "one-derive.yaml", tmp_path)
    before = api.evaluate(tmp_path / "one-derive.yaml").result()
    model = tmp_path / "one" / "model.cxr"
    model.write_text(model.read_text("utf-8").replace("cap A.1 at P", "cap A.1 at N"), "utf-8")
    after = api.evaluate(tmp_path / "one-derive.yaml").result()
    assert before["capabilities"] == stored[0].results["derive"]["capabilities"]
    assert after["capabilities"] == stored[1].results["derive"]["capabilities"]


def test_without_a_cache_the_result_is_the_same(
    stored: tuple[Stored, Stored], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXRULES_CACHE", "off")
    for reading, result in stored[0].results.items():
        assert stored[0].evaluated(reading) == result
