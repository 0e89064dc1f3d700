"""One assessment under two models: what is carried, in which bounds, and that the file says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from cxrules import api
from cxrules.compare.carrying import Over, carry
from cxrules.model.mapping import Correspondence, Mapped, MappedRating, ModelEnd, Relation
from cxrules.workspace.assessing import AS_WRITTEN
from cxrules.workspace.carrying import carried_over

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.engine import Evaluation
    from cxrules.plan import Plan

LINE = """\
framework line version 1.0.0
  source "Own work"
scale grade met from L { N value 0 P value 1 L value 2 F value 3 }
method plain { criteria lowest }
attribute A "All of it" at level 1 { from criteria of capability }
levels cumulative from 0 {
  0 "None"
  1 "All" requires A at least L
}
"""
MODEL = """\
model {name} version 1.0.0
  source "Own work"
  uses framework line version ^1
group G "Group"
capability {name}.1 "One" in G {{
  criterion a "First"
  criterion b "Second"
  criterion c "Third"
}}
"""
_RATINGS = ("N", "P", "L", "F")
_SAME = tuple(MappedRating(each, each) for each in _RATINGS)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    for name, file, text in (
        ("line", "framework.cxr", LINE),
        ("bread", "model.cxr", MODEL.format(name="bread")),
        ("cake", "model.cxr", MODEL.format(name="cake")),
    ):
        (folder / name).mkdir()
        (folder / name / file).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def cake(models: Path) -> Plan:
    return api.load(str(models / "cake"), reading="derive").plan


def rated(models: Path, ratings: dict[str, str]) -> Evaluation:
    lines = "".join(f"  bread.1.{name}: {rating}\n" for name, rating in ratings.items())
    file = models / "bread.yaml"
    head = "cxrules: 1\nassessment: shop\nmodel: ./bread\ndate: 2026-11-20\nreading: derive\n"
    file.write_text(f"{head}scope: [bread.1]\nratings:\n{lines}" if lines else f"{head}scope: [bread.1]\n")
    return api.evaluate(file)


def mapping(*rows: tuple[str, Relation, str], words: tuple[MappedRating, ...] = _SAME) -> Correspondence:
    claims = tuple(Mapped(f"bread.1.{here}", f"cake.1.{there}", relation) for here, relation, there in rows)
    ends = ModelEnd("bread", "1.0.0"), ModelEnd("cake", "1.0.0")
    return Correspondence("m", "1.0.0", "", "", *ends, claims, rated=words)


def bounds(over: Over) -> dict[str, tuple[str, str]]:
    return {each.subject.removeprefix("cake.1."): (each.low, each.high) for each in over.carried}


def test_the_same_carries_a_rating_as_it_is_and_more_than_that_as_the_least(models: Path, cake: Plan) -> None:
    over = carry(
        rated(models, {"a": "P", "b": "L", "c": "F"}),
        [mapping(("a", "equal", "a"), ("b", "superset", "b"), ("c", "equivalent", "c"))],
        cake,
    )
    assert bounds(over) == {"a": ("P", "P"), "b": ("L", "F"), "c": ("F", "F")}


@pytest.mark.parametrize("relation", ["subset", "intersects"])
def test_less_than_all_carries_nothing_but_tells_where_to_look(
    models: Path, cake: Plan, relation: Relation
) -> None:
    over = carry(rated(models, {"a": "F"}), [mapping(("a", relation, "b"))], cake)
    assert not over.carried
    ((clue,),) = over.hints.values()
    assert clue.rated is not None
    assert (clue.row.from_id, clue.rated.rating) == ("bread.1.a", "F")


def test_of_several_rows_the_one_that_says_most_counts(models: Path, cake: Plan) -> None:
    over = carry(
        rated(models, {"a": "P", "b": "L"}),
        [mapping(("a", "superset", "a"), ("b", "superset", "a"))],
        cake,
    )
    assert bounds(over) == {"a": ("L", "F")}


def test_rows_that_do_not_agree_leave_everything_between_open(models: Path, cake: Plan) -> None:
    over = carry(
        rated(models, {"a": "P", "b": "F"}), [mapping(("a", "equal", "a"), ("b", "superset", "a"))], cake
    )
    (found,) = over.carried
    assert found.clashes
    assert (found.low, found.high) == ("P", "F")


def test_a_rating_without_a_word_on_the_other_scale_is_told_and_not_carried(models: Path, cake: Plan) -> None:
    words = (MappedRating("F", "F"),)
    over = carry(rated(models, {"a": "P"}), [mapping(("a", "equal", "a"), words=words)], cake)
    assert not over.carried
    assert [each.rated and each.rated.rating for each in over.wordless] == ["P"]


def test_what_is_not_rated_carries_nothing(models: Path, cake: Plan) -> None:
    over = carry(rated(models, {"b": "F"}), [mapping(("a", "equal", "a"))], cake)
    assert not over.carried


@given(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(_RATINGS), max_size=3),
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(["equal", "equivalent", "superset", "subset", "intersects"]),
            st.sampled_from("abc"),
        ),
        unique_by=lambda row: (row[0], row[2]),
        max_size=5,
    ),
)
def test_the_file_is_read_as_what_was_carried(
    models: Path,
    cake: Plan,
    ratings: dict[str, str],
    rows: list[tuple[str, Relation, str]],
) -> None:
    evaluation = rated(models, ratings)
    found, problems = carried_over(evaluation, [mapping(*rows)], cake, str(models / "cake"), AS_WRITTEN)
    assert found is not None, problems
    told = {each["id"]: (each["rating"], each["possible"]) for each in _criteria(found.after)}
    expected = bounds(found.over)
    for name in "abc":
        low, high = expected.get(name, (None, "F"))
        assert told.get(f"cake.1.{name}", (None, "F"))[1] == high
        if low == high:
            assert told[f"cake.1.{name}"][0] == low
    level = found.after.levels()["cake.1"]
    ranks = [expected.get(name, ("N", "F")) for name in "abc"]
    assert level == tuple(
        int(min(_RATINGS.index(rank[end]) for rank in ranks) >= _RATINGS.index("L")) for end in (0, 1)
    )


def _criteria(evaluation: Evaluation) -> list[dict[str, str]]:
    return [each for capability in evaluation.result()["capabilities"] for each in capability["criteria"]]
