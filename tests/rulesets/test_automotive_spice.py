"""The model holds every id, link, tag, item and scope of the published one."""

from __future__ import annotations

from typing import Any

import pytest

from cxrules.syntax import tree
from tests.rulesets.reading import clause, listed, numbers, read, reference, texts

MODEL = "automotive-spice"
PROCESSES = 32
PERFORM = "perform"
"""A tag of our own, for practices that run checks."""


def _facts() -> Any:  # noqa: ANN401 - data of a shape that only the tests know
    return reference("automotive-spice-4.0.yaml")


def _dotted(name: str) -> str:
    return name.replace(" ", ".")


def _capabilities() -> dict[str, tree.Capability]:
    return {each.name.text: each for each in read(MODEL).all(tree.Capability)}


def _criteria(capability: tree.Capability | tree.Practices) -> list[tree.Criterion]:
    return [part for part in capability.parts if isinstance(part, tree.Criterion)]


def _items(block: tree.Capability | tree.Practices) -> dict[str, list[int]]:
    return {part.name.text: numbers(part.shows) for part in block.parts if isinstance(part, tree.ItemLink)}


def _blocks() -> list[tree.Capability | tree.Practices]:
    return [*_capabilities().values(), *read(MODEL).all(tree.Practices)]


def _count(block: tree.Capability | tree.Practices) -> int:
    (count,) = (part for part in block.parts if isinstance(part, tree.Count))
    return int(count.count.text)


def test_counts() -> None:
    counts = _facts()["meta"]["counts"]
    capabilities = _capabilities()
    practices = read(MODEL).all(tree.Practices)
    assert len(capabilities) == counts["processes"] == PROCESSES
    assert sum(len(_criteria(each)) for each in capabilities.values()) == counts["base_practices"]
    assert len(practices) == counts["process_attributes"]
    assert sum(len(_criteria(each)) for each in practices) == counts["generic_practices"]


def test_processes_with_name_group_and_number_of_outcomes() -> None:
    held = {
        name: (each.title.text, each.group.text if each.group else None, _count(each))
        for name, each in _capabilities().items()
    }
    assert held == {
        each["id"]: (each["name"], each["group"], each["outcomes"]) for each in _facts()["processes"]
    }


def test_groups_stand_in_their_category() -> None:
    parents = {each.name.text: each.parent.text for each in read(MODEL).all(tree.Group) if each.parent}
    assert parents == {each["group"]: each["category"] for each in _facts()["processes"]}


def test_base_practices_with_outcomes_and_tags() -> None:
    held = {}
    for name, capability in _capabilities().items():
        for criterion in _criteria(capability):
            tagged = clause(criterion, tree.Tagged)
            shows = clause(criterion, tree.Shows)
            tags = [tag for tag in listed(tagged.names) if tag != PERFORM] if tagged else []
            held[f"{name}.{criterion.name.text}"] = (numbers(shows), tags)
    wanted = {
        practice["id"]: (practice["outcomes"], [practice["tag"]] if "tag" in practice else [])
        for process in _facts()["processes"]
        for practice in process["base_practices"]
    }
    assert held == wanted


def test_information_items_of_processes() -> None:
    held = {name: _items(each) for name, each in _capabilities().items()}
    assert held == {
        process["id"]: {item["id"]: item["outcomes"] for item in process["information_items"]}
        for process in _facts()["processes"]
    }


def test_generic_practices_with_achievements() -> None:
    held = {
        each.attribute.text: (
            _count(each),
            {practice.name.text: numbers(clause(practice, tree.Shows)) for practice in _criteria(each)},
            _items(each),
        )
        for each in read(MODEL).all(tree.Practices)
    }
    assert held == {
        _dotted(attribute["id"]): (
            attribute["achievements"],
            {
                _dotted(practice["id"]): practice["achievements"]
                for practice in attribute["generic_practices"]
            },
            {item["id"]: item["achievements"] for item in attribute["information_items"] if "id" in item},
        )
        for attribute in _facts()["process_attributes"]
    }


def test_attributes_have_the_names_of_the_model() -> None:
    titles = {each.attribute.text: each.title.text for each in read(MODEL).all(tree.Practices) if each.title}
    assert titles == {_dotted(each["id"]): each["name"] for each in _facts()["process_attributes"]}


def test_every_item_is_declared_once_and_used() -> None:
    declared = [each.name.text for each in read(MODEL).all(tree.Word) if each.word == "item"]
    used = {name for each in _capabilities().values() for name in _items(each)}
    used |= {name for each in read(MODEL).all(tree.Practices) for name in _items(each)}
    assert len(declared) == len(set(declared))
    assert set(declared) == used
    assert declared == sorted(declared)


def test_item_names_are_those_of_the_reference_whatever_their_case() -> None:
    held = {name: title.lower() for name, title in read(MODEL).words("item").items()}
    for block in (*_facts()["processes"], *_facts()["process_attributes"]):
        for item in block["information_items"]:
            if "id" in item:
                assert held[item["id"]] == item["name"].lower()


def test_tags_are_declared() -> None:
    wanted = {
        practice.get("tag") for each in _facts()["processes"] for practice in each["base_practices"]
    } - {None}
    assert set(read(MODEL).words("tag")) == {*wanted, PERFORM}


def test_practices_that_run_checks() -> None:
    running = [
        f"{name}.{criterion.name.text}"
        for name, capability in _capabilities().items()
        for criterion in _criteria(capability)
        if (tagged := clause(criterion, tree.Tagged)) and PERFORM in listed(tagged.names)
    ]
    assert sorted(running) == [
        "HWE.3.BP4", "HWE.4.BP4", "MLE.4.BP3", "MLE.4.BP5", "SWE.4.BP3", "SWE.5.BP4", "SWE.5.BP5",
        "SWE.6.BP3", "SYS.4.BP3", "SYS.5.BP3", "VAL.1.BP3",
    ]  # fmt: skip


def test_what_is_shown_exists() -> None:
    for block in _blocks():
        shown = {number for numbers_ in _items(block).values() for number in numbers_}
        for criterion in _criteria(block):
            shown |= set(numbers(clause(criterion, tree.Shows)))
        assert shown <= set(range(1, _count(block) + 1))


def test_every_outcome_and_achievement_has_a_practice() -> None:
    for block in _blocks():
        shown = {number for each in _criteria(block) for number in numbers(clause(each, tree.Shows))}
        assert shown == set(range(1, _count(block) + 1))


def _scopes() -> dict[str, tree.Scope]:
    return {each.name.text: each for each in read(MODEL).all(tree.Scope)}


def test_scopes() -> None:
    facts = _facts()["scope"]
    scopes = {name: set(listed(each.names)) for name, each in _scopes().items()}
    assert scopes["base"] == set(facts["base"])
    assert scopes["flex"] == set(facts["flex"])
    for plug_in, processes in facts["plugins"].items():
        assert scopes[f"plug-in-{plug_in.lower()}"] == set(processes)


def test_scopes_say_what_kind_they_are() -> None:
    kinds = {name: each.kind for name, each in _scopes().items()}
    assert kinds.pop("base") == "base"
    assert kinds.pop("flex") == "flex"
    assert kinds.pop("vda") is None
    assert set(kinds.values()) == {"plug-in"}


def test_every_process_is_in_exactly_one_published_scope() -> None:
    members = [name for each in _scopes().values() if each.kind for name in listed(each.names)]
    assert sorted(members) == sorted(_capabilities())


def test_the_usual_request_has_sixteen_processes() -> None:
    scopes = {name: listed(each.names) for name, each in _scopes().items()}
    expected = {"ACQ.4", *scopes["base"], *scopes["plug-in-sys"], *scopes["plug-in-swe"]}
    assert len(scopes["vda"]) == 16
    assert set(scopes["vda"]) == expected


@pytest.mark.parametrize("scope", ["vda", "base"])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_targets_ask_for_one_level_in_a_whole_scope(scope: str, level: int) -> None:
    targets = {each.name.text: each for each in read(MODEL).all(tree.Target)}
    (line,) = targets[f"{scope}-cl{level}"].lines
    assert int(line.level.text) == level
    assert set(listed(line.names)) == set(listed(_scopes()[scope].names))


def test_a_file_for_each_group_of_processes() -> None:
    for name, text in texts(MODEL):
        if name.startswith("processes/"):
            group = name.removeprefix("processes/").removesuffix(".cxr").upper()
            assert f" in {group} {{" in text
    assert sum(name.startswith("processes/") for name, _ in texts(MODEL)) == len(
        {each["group"] for each in _facts()["processes"]}
    )


def test_no_title_is_missing_or_long() -> None:
    for capability in _capabilities().values():
        for criterion in _criteria(capability):
            assert 10 <= len(criterion.title.text) <= 70


@pytest.mark.parametrize("package", ["iso-33020", MODEL, f"{MODEL}/guidelines"])
def test_one_header_with_source_and_note(package: str) -> None:
    (header,) = read(package).all(tree.Header)
    words = [part.word for part in header.parts if isinstance(part, tree.Property)]
    assert words == ["title", "source", "trademark", "note"]
