"""Both versions of the model hold every id, link, tag, item and scope of the published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.syntax import tree
from tests.rulesets.reading import clause, listed, read, texts
from tests.rulesets.spice import (
    EDITIONS,
    V3_1,
    V4_0,
    count_of,
    criteria_of,
    dotted,
    items_of,
    shown_by,
)

if TYPE_CHECKING:
    from tests.rulesets.spice import Edition

PROCESSES = 32
PERFORM = "perform"
"""A tag of our own, for practices that run checks."""


@pytest.fixture(params=EDITIONS, ids=lambda each: each.package)
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.param
    return found


def test_counts(edition: Edition) -> None:
    counts = edition.facts["meta"]["counts"]
    capabilities = edition.capabilities()
    practices = edition.practices()
    assert len(capabilities) == counts["processes"] == PROCESSES
    assert sum(len(criteria_of(each)) for each in capabilities.values()) == counts["base_practices"]
    assert len(practices) == counts["process_attributes"]
    assert sum(len(criteria_of(each)) for each in practices) == counts["generic_practices"]


def test_processes_with_name_group_and_number_of_outcomes(edition: Edition) -> None:
    held = {
        name: (each.title.text, each.group.text if each.group else None, count_of(each))
        for name, each in edition.capabilities().items()
    }
    assert held == {
        each["id"]: (each["name"], each["group"], each["outcomes"]) for each in edition.facts["processes"]
    }


def test_groups_stand_in_their_category(edition: Edition) -> None:
    parents = {each.name.text: each.parent.text for each in edition.text.all(tree.Group) if each.parent}
    assert parents == {each["group"]: each["category"] for each in edition.facts["processes"]}


def test_base_practices_with_outcomes_and_tags(edition: Edition) -> None:
    held = {
        f"{name}.{criterion.name.text}": (shown_by(criterion), edition.tags_of(criterion))
        for name, capability in edition.capabilities().items()
        for criterion in criteria_of(capability)
    }
    wanted = {
        practice["id"]: (practice["outcomes"], [practice["tag"]] if "tag" in practice else [])
        for process in edition.facts["processes"]
        for practice in process["base_practices"]
    }
    assert held == wanted


def test_items_of_processes(edition: Edition) -> None:
    held = {name: items_of(each) for name, each in edition.capabilities().items()}
    assert held == {
        process["id"]: {item["id"]: item["outcomes"] for item in edition.items_in(process)}
        for process in edition.facts["processes"]
    }


def test_generic_practices_with_achievements(edition: Edition) -> None:
    held = {
        each.attribute.text: (
            count_of(each),
            {practice.name.text: shown_by(practice) for practice in criteria_of(each)},
            items_of(each),
        )
        for each in edition.practices()
    }
    assert held == {
        dotted(attribute["id"]): (
            attribute["achievements"],
            {dotted(practice["id"]): practice["achievements"] for practice in attribute["generic_practices"]},
            {item["id"]: item["achievements"] for item in edition.items_in(attribute)},
        )
        for attribute in edition.facts["process_attributes"]
    }


def test_attributes_have_the_names_of_the_model(edition: Edition) -> None:
    """The framework's, where the model gives no other."""
    titles = {each.name.text: each.title.text for each in read("iso-33020").all(tree.Attribute)}
    titles |= {each.attribute.text: each.title.text for each in edition.practices() if each.title}
    assert titles == {dotted(each["id"]): each["name"] for each in edition.facts["process_attributes"]}


def test_every_item_is_declared_once_and_used(edition: Edition) -> None:
    declared = [each.name.text for each in edition.text.all(tree.Word) if each.word == "item"]
    used = {name for each in edition.blocks() for name in items_of(each)}
    assert len(declared) == len(set(declared))
    assert set(declared) == used
    assert declared == sorted(declared)


def test_item_names_are_those_of_the_reference_whatever_their_case(edition: Edition) -> None:
    held = {name: title.lower() for name, title in edition.text.words("item").items()}
    for block in (*edition.facts["processes"], *edition.facts["process_attributes"]):
        for item in edition.items_in(block):
            assert held[item["id"]] == item["name"].lower()


def test_tags_are_declared(edition: Edition) -> None:
    wanted = {
        practice.get("tag") for each in edition.facts["processes"] for practice in each["base_practices"]
    } - {None}
    assert set(edition.text.words("tag")) == {*wanted, *edition.own_tags}


def test_what_is_shown_exists(edition: Edition) -> None:
    for block in edition.blocks():
        shown = {number for numbers in items_of(block).values() for number in numbers}
        shown |= {number for each in criteria_of(block) for number in shown_by(each)}
        assert shown <= set(range(1, count_of(block) + 1))


def test_every_outcome_and_achievement_has_a_practice(edition: Edition) -> None:
    for block in edition.blocks():
        shown = {number for each in criteria_of(block) for number in shown_by(each)}
        assert shown == set(range(1, count_of(block) + 1))


def test_the_usual_request_has_sixteen_processes(edition: Edition) -> None:
    assert edition.members("vda") == [
        "ACQ.4", "SYS.2", "SYS.3", "SYS.4", "SYS.5", "SWE.1", "SWE.2", "SWE.3", "SWE.4", "SWE.5", "SWE.6",
        "SUP.1", "SUP.8", "SUP.9", "SUP.10", "MAN.3",
    ]  # fmt: skip


def test_targets_ask_for_one_level_in_a_whole_scope(edition: Edition) -> None:
    targets = {each.name.text: each for each in edition.text.all(tree.Target)}
    scopes = ["vda", "base"] if "base" in edition.scopes() else ["vda"]
    assert set(targets) == {f"{scope}-cl{level}" for scope in scopes for level in (1, 2, 3)}
    for name, target in targets.items():
        (line,) = target.lines
        scope, level = name.rsplit("-cl", 1)
        assert int(line.level.text) == int(level)
        assert set(listed(line.names)) == set(edition.members(scope))


def test_a_file_for_each_group_of_processes(edition: Edition) -> None:
    for name, text in texts(edition.package):
        if name.startswith("processes/"):
            group = name.removeprefix("processes/").removesuffix(".cxr").upper()
            assert f" in {group} {{" in text
    assert sum(name.startswith("processes/") for name, _ in texts(edition.package)) == len(
        {each["group"] for each in edition.facts["processes"]}
    )


def test_no_title_is_missing_or_long(edition: Edition) -> None:
    for block in edition.blocks():
        for criterion in criteria_of(block):
            assert 10 <= len(criterion.title.text) <= 70


@pytest.mark.parametrize("package", ["iso-33020", V3_1.package, V4_0.package, f"{V4_0.package}/guidelines"])
def test_one_header_with_source_and_note(package: str) -> None:
    (header,) = read(package).all(tree.Header)
    words = [part.word for part in header.parts if isinstance(part, tree.Property)]
    assert words == ["title", "source", "trademark", "note"]


def test_both_are_versions_of_one_model() -> None:
    headers = [header for each in EDITIONS for header in each.text.all(tree.Header)]
    assert [(each.name.text, each.version.text) for each in headers] == [
        ("automotive-spice", "3.1.0"),
        ("automotive-spice", "4.0.0"),
    ]


# ------------------------------------------------------------------------------------------ only 3.1


def test_titles_of_3_1_are_those_of_the_reference() -> None:
    held = {
        f"{block.name.text}.{each.name.text}" if isinstance(block, tree.Capability) else each.name.text: (
            each.title.text
        )
        for block in V3_1.blocks()
        for each in criteria_of(block)
    }
    bases = (each for process in V3_1.facts["processes"] for each in process["base_practices"])
    generic = (each for pa in V3_1.facts["process_attributes"] for each in pa["generic_practices"])
    assert held == {dotted(each["id"]): each["title"] for each in (*bases, *generic)}


def test_scopes_of_3_1() -> None:
    facts = V3_1.facts["scope"]
    assert set(V3_1.members("vda")) == set(facts["vda"])
    assert set(V3_1.members("extended-vda")) == {*facts["vda"], *facts["extended_vda"]}
    assert {each.kind for each in V3_1.scopes().values()} == {None}


def test_what_is_inferred_in_3_1_says_so() -> None:
    inferred = [
        practice["id"]
        for process in V3_1.facts["processes"]
        for practice in process["base_practices"]
        if practice.get("certainty", "seen") != "seen"
    ]
    assert inferred == ["REU.2.BP2"]
    lines = dict(texts(V3_1.package))["processes/reu.cxr"].splitlines()
    (place,) = (at for at, line in enumerate(lines) if line.startswith("  criterion BP2 "))
    assert lines[place - 1].startswith("  # Inferred: ")


# ------------------------------------------------------------------------------------------ only 4.0


def test_practices_that_run_checks() -> None:
    running = [
        f"{name}.{criterion.name.text}"
        for name, capability in V4_0.capabilities().items()
        for criterion in criteria_of(capability)
        if (tagged := clause(criterion, tree.Tagged)) and PERFORM in listed(tagged.names)
    ]
    assert sorted(running) == [
        "HWE.3.BP4", "HWE.4.BP4", "MLE.4.BP3", "MLE.4.BP5", "SWE.4.BP3", "SWE.5.BP4", "SWE.5.BP5",
        "SWE.6.BP3", "SYS.4.BP3", "SYS.5.BP3", "VAL.1.BP3",
    ]  # fmt: skip


def test_scopes_of_4_0() -> None:
    facts = V4_0.facts["scope"]
    assert set(V4_0.members("base")) == set(facts["base"])
    assert set(V4_0.members("flex")) == set(facts["flex"])
    for plug_in, processes in facts["plugins"].items():
        assert set(V4_0.members(f"plug-in-{plug_in.lower()}")) == set(processes)


def test_scopes_say_what_kind_they_are() -> None:
    kinds = {name: each.kind for name, each in V4_0.scopes().items()}
    assert kinds.pop("base") == "base"
    assert kinds.pop("flex") == "flex"
    assert kinds.pop("vda") is None
    assert set(kinds.values()) == {"plug-in"}


def test_every_process_is_in_exactly_one_published_scope() -> None:
    members = [name for each in V4_0.scopes().values() if each.kind for name in listed(each.names)]
    assert sorted(members) == sorted(V4_0.capabilities())


def test_the_usual_request_is_the_base_with_systems_and_software() -> None:
    expected = {"ACQ.4"}.union(*(V4_0.members(each) for each in ("base", "plug-in-sys", "plug-in-swe")))
    assert set(V4_0.members("vda")) == expected
