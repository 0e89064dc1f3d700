"""Laws of `--set`: it does what the same answer in the file does, and what is given changes nothing."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from cxrules import api
from tests.cli import grown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxrules.engine import Evaluation

Tree = dict[str, Any]
Edit = tuple[str, str, "Callable[[Tree], object]"]

BASE: Tree = {
    "cxrules": 1,
    "assessment": "season",
    "model": "./garden",
    "date": "2026-11-20",
    "assessors": {"lead": {"role": "lead"}},
    "evidence": {
        "E1": {"kind": "record", "title": "cutting plan", "date": "2026-10-01"},
        "E2": {"kind": "record", "date": "2024-10-01"},
    },
    "ratings": {
        "P.1.C.1": {"rating": "all", "evidence": ["E1"]},
        "P.1.C.2": {"rating": "most", "evidence": ["E1", "E2"], "sure": 3},
        "P.1.C.3": {"rating": "all"},
        "P.2.C.1": {"rating": "all"},
    },
    "values": {"rain": 250, "P.1.tools": "own"},
    "waivers": {
        "P.1.C.2": {
            "rating": "all",
            "reason": "Late frost",
            "approved-by": "lead",
            "from": "2026-01-01",
            "until": "2026-12-31",
        }
    },
}
RATED = ("P.1.C.1", "P.1.C.2", "P.1.C.3")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("season")
    (place / "garden").mkdir()
    (place / "garden" / "model.cxr").write_text(grown.MODEL, encoding="utf-8")
    return place


def rated(subject: str, answer: str) -> Edit:
    """A rating, with what is recorded beside it; or none."""

    def put(tree: Tree) -> None:
        if answer == "open":
            tree["ratings"].pop(subject)
        elif answer == "not-applicable":
            kept = {key: each for key, each in tree["ratings"][subject].items() if key == "evidence"}
            tree["ratings"][subject] = {"not-applicable": "what if", **kept}
        else:
            tree["ratings"][subject]["rating"] = answer

    return subject, answer, put


EDITS = st.one_of(
    st.builds(
        rated,
        st.sampled_from(RATED),
        st.sampled_from(("none", "some", "most", "all", "later", "open", "not-applicable")),
    ),
    st.integers(0, 2000).map(lambda at: ("rain", str(at), lambda tree: tree["values"].update(rain=str(at)))),
    st.sampled_from(("own", "lent")).map(
        lambda word: ("P.1.tools", word, lambda tree: tree["values"].update({"P.1.tools": word}))
    ),
    st.just(("rain", "open", lambda tree: tree["values"].pop("rain"))),
    st.sampled_from(("yes", "no", "open")).map(
        lambda word: ("drought", word, lambda tree: tree.update(findings={"drought": word}))
    ),
    st.sampled_from(("yes", "open")).map(
        lambda word: (
            "fungus@P.1.C.1",
            word,
            lambda tree: tree.update(findings={"fungus": {"answer": word, "subjects": ["P.1.C.1"]}}),
        )
    ),
    st.sampled_from(("yes", "no")).map(
        lambda word: (
            "P.1.B.1.neglected",
            word,
            lambda tree: tree.update(
                judgements={"P.1.B.1.neglected": {"answer": word, "by": "lead", "because": "what if"}}
            ),
        )
    ),
    st.integers(1, 5).map(
        lambda at: ("P.1.C.2.sure", str(at), lambda tree: tree["ratings"]["P.1.C.2"].update(sure=at))
    ),
    st.just(("P.1.C.2.sure", "open", lambda tree: tree["ratings"]["P.1.C.2"].pop("sure"))),
    st.sampled_from(("P.1", "P.2")).map(
        lambda name: (
            name,
            "not-applicable",
            lambda tree: tree["ratings"].update({name: {"not-applicable": "what if"}}),
        )
    ),
    st.sampled_from(("waivers", "P.1.C.2.waiver")).map(
        lambda name: (name, "off", lambda tree: tree.pop("waivers"))
    ),
    st.just(("P.1.C.2.evidence", "absent", lambda tree: tree["ratings"]["P.1.C.2"].update(evidence=[]))),
    st.just(("P.1.C.1.evidence", "E2", lambda tree: tree["ratings"]["P.1.C.1"].update(evidence=["E2"]))),
    st.dates().map(
        lambda day: ("E2", day.isoformat(), lambda tree: tree["evidence"]["E2"].update(date=day.isoformat()))
    ),
)


def evaluated(folder: Path, tree: Tree) -> Evaluation:
    path = folder / "season.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    return api.evaluate(path)


@given(edit=EDITS)
def test_what_is_set_does_what_it_does_in_the_file(folder: Path, edit: Edit) -> None:
    name, answer, put = edit
    tree = deepcopy(BASE)
    put(tree)
    assert api.what_if(evaluated(folder, BASE), {name: answer}).result() == evaluated(folder, tree).result()


@given(edit=EDITS)
def test_what_is_given_changes_nothing(folder: Path, edit: Edit) -> None:
    name, answer, put = edit
    tree = deepcopy(BASE)
    put(tree)
    if (name, answer) != ("P.1.C.2.waiver", "off"):  # where there is none, there is nothing to name
        there = evaluated(folder, tree)
        changed = api.what_if(there, {name: answer})
        assert changed.assessment == there.assessment
        assert changed.result() == there.result()


@given(edits=st.lists(EDITS, min_size=2, max_size=2, unique_by=lambda each: each[0].partition("@")[0]))
def test_two_settings_at_once_are_one_after_the_other(folder: Path, edits: list[Edit]) -> None:
    (one, first, _), (two, second, _) = edits
    base = evaluated(folder, BASE)
    steps: object
    at_once: object
    try:
        steps = api.what_if(api.what_if(base, {one: first}), {two: second}).result()
    except api.CxrulesError as refused:
        steps = str(refused)
    try:
        at_once = api.what_if(base, {one: first, two: second}).result()
    except api.CxrulesError as refused:
        at_once = str(refused)
    assert at_once == steps
