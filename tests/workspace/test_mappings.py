"""Mappings on disk: found, read with both models, turned around, and held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.workspace.checking import check_path, check_paths
from cxrules.workspace.loading import load_ruleset
from cxrules.workspace.locking import draw
from cxrules.workspace.mappings import Mappings, find_mapping, is_mapping, known_mappings, mappings_between
from tests.workspace.pairs import put_mapping, put_models

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic
    from cxrules.model.ruleset import Ruleset

ROWS = """\
ratings yes = all, partly = some
level 1 equivalent 1
map X.one, X.two superset X.one because "More is asked for" confidence high
map X.three none
map Y subset Y published "A book" reviewer "R"
unmapped X.two, X.three
"""


def told(problems: Sequence[Diagnostic]) -> list[str]:
    return [each.code for each in problems]


def ruleset(folder: Path, name: str) -> Ruleset:
    found, problems = load_ruleset(name, folder)
    assert found is not None, problems
    return found


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    put_models(tmp_path, "a", "b", "c")
    put_mapping(tmp_path, "a", "b", ROWS)
    return tmp_path


def test_a_mapping_is_read_with_both_models(shelf: Path) -> None:
    read, problems = Mappings().read(shelf / "a-to-b-1.0.0")
    assert (read is not None, problems) == (True, [])
    assert read is not None
    mapping = read.mapping
    assert [(each.from_id, each.relation, each.to_id) for each in mapping.rows] == [
        ("X.one", "superset", "X.one"),
        ("X.two", "superset", "X.one"),
        ("X.three", "none", None),
        ("Y", "subset", "Y"),
    ]
    assert [(each.from_level, each.relation, each.to_level) for each in mapping.levels] == [
        (1, "equivalent", 1)
    ]
    assert [each.to_id for each in mapping.unmapped] == ["X.two", "X.three"]
    assert mapping.ratings == {"yes": "all", "partly": "some"}
    assert (mapping.from_model.id, mapping.from_model.version, mapping.from_model.range) == (
        "a",
        "1.0.0",
        "^1",
    )
    first, last = mapping.rows[0], mapping.rows[-1]
    assert (first.because, first.confidence, first.published) == ("More is asked for", "high", None)
    assert (last.published, last.reviewer, last.confidence) == ("A book", "R", None)
    assert first.place is not None
    assert first.place.source.position(first.place.span.start).line == 9


def test_a_claim_of_several_stands_at_its_own_name(shelf: Path) -> None:
    read, _ = Mappings().read(shelf / "a-to-b-1.0.0")
    assert read is not None
    places = [each.place for each in read.mapping.rows[:2]]
    assert [place and place.source.slice(place.span) for place in places] == ["X.one", "X.two"]


def test_the_highest_version_that_fits_is_taken(shelf: Path) -> None:
    put_models(shelf, "a", version="1.3.0")
    put_models(shelf, "a", version="2.0.0")
    read, _ = Mappings().read(shelf / "a-to-b-1.0.0")
    assert read is not None
    assert read.mapping.from_model.version == "1.3.0"


def test_a_model_that_is_not_there_is_told_with_the_near_name(tmp_path: Path) -> None:
    put_models(tmp_path, "a")
    root = put_mapping(tmp_path, "a", "aa", "map X none")
    (problem,) = check_path(root)
    assert (problem.code, problem.message, problem.hint) == (
        "CX0204",
        "The model aa is not found.",
        "Did you mean a?",
    )


def test_a_version_that_is_not_there_is_told(shelf: Path) -> None:
    root = put_mapping(shelf, "a", "b", "map X none", name="late")
    text = (root / "mapping.cxr").read_text(encoding="utf-8").replace("b version ^1", "b version ^7")
    (root / "mapping.cxr").write_text(text, encoding="utf-8")
    assert told(check_path(root)) == ["CX0205"]


def test_a_model_with_errors_is_told_instead_of_names_it_lacks(shelf: Path) -> None:
    with (shelf / "b" / "model.cxr").open("a", encoding="utf-8") as file:
        file.write("capability Z\n")
    read, problems = Mappings().read(shelf / "a-to-b-1.0.0")
    assert read is None
    assert told(problems) == ["CX0109"]


def test_further_files_belong_to_the_mapping(shelf: Path) -> None:
    root = shelf / "a-to-b-1.0.0"
    (root / "more").mkdir()
    (root / "more" / "rows.cxr").write_text("map X.on equal X.two\n", encoding="utf-8")
    (problem,) = check_path(root / "more" / "rows.cxr")
    assert (problem.code, problem.hint) == ("CX0712", "Did you mean X.one?")


# ------------------------------------------------------------------------------------------- finding


def test_mappings_are_found_by_name_version_and_path(shelf: Path) -> None:
    put_mapping(shelf, "a", "b", ROWS, version="1.1.0")
    assert find_mapping("a-to-b", shelf)[0] == shelf / "a-to-b-1.1.0"
    assert find_mapping("a-to-b@1.0", shelf)[0] == shelf / "a-to-b-1.0.0"
    assert find_mapping("a-to-b-1.0.0", shelf)[0] == shelf / "a-to-b-1.0.0"
    assert find_mapping("a-to-b-1.0.0/mapping.cxr", shelf)[0] == shelf / "a-to-b-1.0.0"
    assert told(find_mapping("a-to-b@3", shelf)[1]) == ["CX0205"]
    (problem,) = find_mapping("a-too-b", shelf)[1]
    assert (problem.code, problem.hint) == ("CX0204", "Did you mean a-to-b?")
    versions = [each.version for each in known_mappings(shelf) if each.name == "a-to-b"]
    assert versions == ["1.0.0", "1.1.0"]


def test_a_name_of_both_is_that_of_the_model(shelf: Path) -> None:
    put_mapping(shelf, "a", "b", "map X none", name="c")
    assert is_mapping("a-to-b", shelf)
    assert not is_mapping("c", shelf)
    assert not is_mapping("nobody", shelf)


def test_a_mapping_is_no_model(shelf: Path) -> None:
    _, by_name = load_ruleset("a-to-b", shelf)
    _, by_path = load_ruleset("./a-to-b-1.0.0", shelf)
    assert told(by_name) == told(by_path) == ["CX0204"]
    assert "is a mapping" in by_name[0].hint
    assert "is a mapping" in by_path[0].message


# --------------------------------------------------------------------------------- between two models


def test_between_two_models_all_mappings_count_in_the_direction_asked(shelf: Path) -> None:
    put_mapping(shelf, "b", "a", "map X.two equal X.two", name="back")
    a, b = ruleset(shelf, "a"), ruleset(shelf, "b")
    forth, back = mappings_between(a, b, base=shelf), mappings_between(b, a, base=shelf)
    assert {each.id: each.inverted for each in forth.correspondences} == {"a-to-b": False, "back": True}
    assert {each.id: each.inverted for each in back.correspondences} == {"a-to-b": True, "back": False}
    assert {each.inverse() for each in forth.correspondences} == {*back.correspondences}
    assert all(each.from_model.id == "b" for each in back.correspondences)
    assert not forth.diagnostics
    assert forth.digest == back.digest != ""


def test_between_models_that_nothing_relates_there_is_nothing(shelf: Path) -> None:
    found = mappings_between(ruleset(shelf, "a"), ruleset(shelf, "c"), base=shelf)
    assert found == ((), [], "")


def test_of_each_mapping_the_highest_version_that_fits_both_is_taken(shelf: Path) -> None:
    put_mapping(shelf, "a", "b", "map Y equal Y", version="1.2.0")
    late = put_mapping(shelf, "a", "b", "map Y none", version="2.0.0")
    text = (late / "mapping.cxr").read_text(encoding="utf-8").replace("a version ^1", "a version ^2")
    (late / "mapping.cxr").write_text(text, encoding="utf-8")
    found = mappings_between(ruleset(shelf, "a"), ruleset(shelf, "b"), base=shelf)
    assert [each.version for each in found.correspondences] == ["1.2.0"]


def test_paths_take_the_place_of_what_is_found(shelf: Path) -> None:
    root = put_mapping(shelf / "elsewhere", "b", "a", "map X.two equal X.two", name="mine")
    found = mappings_between(ruleset(shelf, "a"), ruleset(shelf, "b"), [root])
    assert [each.id for each in found.correspondences] == ["mine"]
    other = mappings_between(ruleset(shelf, "a"), ruleset(shelf, "c"), [root])
    assert other.correspondences == ()
    assert [each.message for each in other.diagnostics] == [
        "mine is a mapping between b and a, which are not a 1.0.0 and c 1.0.0."
    ]
    assert told(mappings_between(ruleset(shelf, "a"), ruleset(shelf, "b"), [shelf / "no"]).diagnostics) == [
        "CX0204"
    ]


def test_a_mapping_of_a_framework_counts_for_the_models_that_use_it(shelf: Path) -> None:
    root = put_mapping(shelf, "iso-33020", "a", "map PA.1.1 intersects X", name="frame")
    text = (root / "mapping.cxr").read_text(encoding="utf-8")
    text = text.replace("model iso-33020 version ^1", "framework iso-33020 version ^2019")
    (root / "mapping.cxr").write_text(text, encoding="utf-8")
    (shelf / "m").mkdir()
    (shelf / "m" / "model.cxr").write_text(
        "model m version 1.0.0\n  uses framework iso-33020 version ^2019\n"
        'capability Q "Q" { criterion 1 "q" }\n',
        encoding="utf-8",
    )
    found = mappings_between(ruleset(shelf, "a"), ruleset(shelf, "m"), base=shelf)
    assert [(each.id, each.to_model.id, each.rows[0].to_id) for each in found.correspondences] == [
        ("frame", "m", "PA.1.1")
    ]
    assert check_path(root) == []


def test_the_digest_follows_the_text(shelf: Path) -> None:
    a, b = ruleset(shelf, "a"), ruleset(shelf, "b")
    before = mappings_between(a, b, base=shelf).digest
    with (shelf / "a-to-b-1.0.0" / "mapping.cxr").open("a", encoding="utf-8") as file:
        file.write("map Y.one intersects Y.one\n")
    assert mappings_between(a, b, base=shelf).digest != before


# ------------------------------------------------------------------------------------- held together


def test_contradictions_are_found_across_all_paths_of_one_check(tmp_path: Path) -> None:
    put_models(tmp_path, "a", "b", "c")
    chain = [
        put_mapping(tmp_path, "a", "b", "map X.one subset X.one"),
        put_mapping(tmp_path, "b", "c", "map X.one subset X.one"),
    ]
    end = put_mapping(tmp_path, "a", "c", "map X.one superset X.one")
    assert [told(check_path(each)) for each in (*chain, end)] == [[], [], []]
    (problem,) = check_paths([*chain, end])
    assert problem.code == "CX0717"
    assert problem.source is not None
    assert problem.source.name.endswith("a-to-c-1.0.0/mapping.cxr")
    assert "(a-to-b)" in problem.message
    assert "(b-to-c)" in problem.message
    assert [each.source.name.split("/")[-2] for each in problem.related] == ["a-to-b-1.0.0", "b-to-c-1.0.0"]


def test_two_versions_of_a_mapping_are_told_apart(shelf: Path) -> None:
    put_mapping(shelf, "a", "b", ROWS.replace("Y subset Y", "Y superset Y"), version="1.1.0")
    assert told(check_path(shelf)).count("CX0715") == 1
    assert "CX0719" not in told(check_path(shelf))


def test_a_lockfile_holds_both_models_of_a_mapping(shelf: Path) -> None:
    alone = shelf / "apart"
    put_models(alone, "c")
    root = put_mapping(alone, "c", "iso-33020", "map X none")
    text = (root / "mapping.cxr").read_text(encoding="utf-8")
    text = text.replace("model iso-33020 version ^1", "framework iso-33020 version ^2019")
    (root / "mapping.cxr").write_text(text, encoding="utf-8")
    drawn, problems = draw(root)
    assert problems == []
    assert drawn is not None
    assert [each.name for each in drawn.packages] == ["c", "iso-33020"]
    (root / "cxrules.lock").write_text(drawn.text, encoding="utf-8")
    assert check_path(root) == []
    with (alone / "c" / "model.cxr").open("a", encoding="utf-8") as file:
        file.write('tag new "New"\n')
    assert told(check_path(root)) == ["CX0210"]
