"""A stored plan is data: what is not exactly what was stored is refused, and never run."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cxrules.plan.serial import ForeignPlan, dump, from_data, load
from cxrules.semantics import compile_plan
from cxrules.workspace.loading import load as load_model
from cxrules.workspace.shipped import shipped


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The plan of the largest shipped model, as data."""
    loaded = load_model(shipped("rulesets") / "automotive-spice")
    assert loaded.analysis is not None
    return compile_plan(loaded.analysis)


def _again(header: object, data: object) -> str:
    body = json.dumps([header, data])
    return f"{sha256(body.encode()).hexdigest()}\n{body}"


def test_there_and_back(data: dict[str, Any]) -> None:
    header, found = load(dump(data, {"made": "from text"}))
    assert header == {"made": "from text"}
    assert from_data(found) == from_data(json.loads(json.dumps(data)))


def test_compiling_twice_gives_the_same_bytes(data: dict[str, Any]) -> None:
    loaded = load_model(shipped("rulesets") / "automotive-spice")
    assert loaded.analysis is not None
    assert dump(compile_plan(loaded.analysis), {}) == dump(data, {})


@given(st.data())
def test_a_changed_character_is_noticed(draw: st.DataObject) -> None:
    stored = dump({"format": "cxrules-plan/1", "nodes": [[0, 0, 0]]}, {"roots": ["a"]})
    place = draw.draw(st.integers(0, len(stored) - 1))
    letter = draw.draw(st.characters(exclude_characters=stored[place]))
    with pytest.raises(ForeignPlan):
        load(stored[:place] + letter + stored[place + 1 :])


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "nothing",
        "\n\n",
        _again({}, []),
        _again([], {"format": "cxrules-plan/1"}),
        _again({}, {"format": "cxrules-plan/2"}),
        f"{sha256(b'[').hexdigest()}\n[",
        f"{sha256(b'[' * 100_000).hexdigest()}\n{'[' * 100_000}",
        f"{sha256(b'[1]').hexdigest()}\n[1]",
    ],
)
def test_what_is_no_stored_plan_is_foreign(stored: str) -> None:
    with pytest.raises(ForeignPlan):
        load(stored)


def _broken(data: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {**data, **changes}


def test_a_graph_out_of_order_is_foreign(data: dict[str, Any]) -> None:
    rows = [list(row) for row in data["nodes"]]
    later = next(place for place, row in enumerate(rows) if len(row) > 3)
    for operand in (later, later + 1, len(rows) + 5, -1):
        rows[later][3] = operand
        with pytest.raises(ForeignPlan, match="before its operands"):
            from_data(_broken(data, nodes=rows))


def test_an_unknown_operation_is_foreign(data: dict[str, Any]) -> None:
    names = ["os.system" if name == "all" else name for name in data["operations"]]
    with pytest.raises(ForeignPlan):
        from_data(_broken(data, operations=names))


@pytest.mark.parametrize(
    "key", ["model", "nodes", "subjects", "capabilities", "rules", "rule-texts", "levels"]
)
def test_a_plan_that_lacks_a_part_is_foreign(data: dict[str, Any], key: str) -> None:
    with pytest.raises(ForeignPlan):
        from_data({name: part for name, part in data.items() if name != key})
    with pytest.raises(ForeignPlan):
        from_data(_broken(data, **{key: 7}))


def test_a_number_that_is_none_is_foreign(data: dict[str, Any]) -> None:
    method = [*data["method"][:4], {**data["method"][4], "codes": ["0", "1/0"]}]
    with pytest.raises(ForeignPlan):
        from_data(_broken(data, method=method))


def test_a_node_that_is_not_there_is_foreign(data: dict[str, Any]) -> None:
    name, row = next(iter(data["capabilities"].items()))
    for level in (1_000_000, -2):
        changed = {**data["capabilities"], name: [*row[:2], level, *row[3:]]}
        with pytest.raises(ForeignPlan, match="not there"):
            from_data(_broken(data, capabilities=changed))
