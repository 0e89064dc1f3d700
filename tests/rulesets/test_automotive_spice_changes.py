"""What became of the ids of 3.1 is told of every one of them, as the reference has it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

import yaml

from cxrules.syntax import tree
from tests.rulesets.reading import ROOT
from tests.rulesets.spice import V3_1, V4_0, criteria_of, dotted

FILE = ROOT / "rulesets" / V4_0.package / "changes" / "from-3.1.yaml"
FATES = {
    "same": "same",
    "renamed_to": "renamed",
    "merged_into": "merged",
    "split_into": "split",
    "dropped": "removed",
    "new_meaning": "new-meaning",
}
COUNTS = {"removed": 112, "same": 81, "renamed": 75, "merged": 61, "split": 17, "new-meaning": 2}


class Change(NamedTuple):
    fate: str
    to: tuple[str, ...]
    certainty: str
    note: str


@cache
def document() -> Any:  # noqa: ANN401 - data of a shape that only the tests know
    return yaml.safe_load(FILE.read_text("utf-8"))


def changes() -> dict[str, Change]:
    return {name: _change(name, each) for name, each in document()["changes"].items()}


def _change(name: str, told: Any) -> Change:  # noqa: ANN401 - as above
    entry = {"fate": told} if isinstance(told, str) else told
    assert set(entry) <= {"fate", "to", "certainty", "note"}
    to = entry.get("to", [name] if entry["fate"] == "same" else [])
    to = (to,) if isinstance(to, str) else tuple(to)
    return Change(entry["fate"], to, entry.get("certainty", "seen"), entry.get("note", ""))


def ids(edition: Any) -> list[str]:  # noqa: ANN401 - as above
    """Every process, practice and attribute of a version."""
    found: list[str] = []
    for block in edition.blocks():
        whole = isinstance(block, tree.Capability)
        name = block.name.text if whole else block.attribute.text
        found.append(name)
        found += [f"{name}.{each.name.text}" if whole else each.name.text for each in criteria_of(block)]
    return found


def rows() -> list[Any]:
    found: list[Any] = V3_1.facts["changes_to_4_0"]["items"]
    return found


def test_it_is_from_one_version_to_the_other() -> None:
    head = {key: document()[key] for key in ("cxrules-changes", "model", "from", "to")}
    assert head == {"cxrules-changes": 1, "model": "automotive-spice", "from": "3.1.0", "to": "4.0.0"}


def test_every_id_of_3_1_has_a_line_and_leads_to_ids_of_4_0() -> None:
    assert sorted(changes()) == sorted(ids(V3_1))
    assert {to for each in changes().values() for to in each.to} <= set(ids(V4_0))


def test_so_many_of_each_fate() -> None:
    assert Counter(each.fate for each in changes().values()) == COUNTS
    assert sum(COUNTS.values()) == 348


def test_fates_are_those_of_the_reference() -> None:
    held = {name: each[:3] for name, each in changes().items()}
    assert held == {
        dotted(row["from"]): (
            FATES[row["fate"]],
            tuple(dotted(to) for to in row["to"]),
            row["certainty"],
        )
        for row in rows()
    }


def test_what_the_reference_remarks_is_remarked() -> None:
    noted = {name for name, each in changes().items() if each.note}
    assert noted == {dotted(row["from"]) for row in rows() if "note" in row}


def test_what_is_reused_follows_from_where_ids_lead() -> None:
    new = set(ids(V4_0))
    held = {
        name: "kept" if name in each.to else "reused" if name in new else "gone"
        for name, each in changes().items()
    }
    assert Counter(held.values()) == {"gone": 148, "kept": 102, "reused": 98}
    assert held == {dotted(row["from"]): row["id_in_4_0"] for row in rows()}


def test_names_that_changed_are_those_of_4_0() -> None:
    titles = {name: each.title.text for name, each in V4_0.capabilities().items()}
    told = {row["from"]: row["name_in_4_0"] for row in rows() if "name_in_4_0" in row}
    assert {name: titles[name] for name in told} == told
    old = {name: each.title.text for name, each in V3_1.capabilities().items()}
    renamed = {name for name in set(old) & set(titles) if old[name] != titles[name]}
    assert renamed == set(told)


def test_added_is_what_nothing_leads_to() -> None:
    reached = {to for each in changes().values() for to in each.to}
    added = document()["added"]
    assert added == [name for name in ids_in_order() if name not in reached]
    facts = V3_1.facts["changes_to_4_0"]["added_in_4_0"]
    inside = [name for name in added if not name.startswith(tuple(f"{each}." for each in facts["processes"]))]
    assert sorted(inside) == sorted([*facts["processes"], *facts["base_practices"]])


def ids_in_order() -> list[str]:
    """The ids of 4.0 in the order in which the reference has them."""
    facts = V4_0.facts
    found = [
        name
        for process in facts["processes"]
        for name in (process["id"], *(each["id"] for each in process["base_practices"]))
    ]
    attributes = facts["process_attributes"]
    inside = ((each["id"], *(gp["id"] for gp in each["generic_practices"])) for each in attributes)
    return [*found, *(dotted(name) for names in inside for name in names)]


def test_what_is_new_in_part_is_told() -> None:
    head = FILE.read_text("utf-8").partition("cxrules-changes")[0]
    told = set(re.findall(r"[A-Z]{3}\.[0-9]+\.BP[0-9]+", head.partition("Only parts of practices")[2]))
    assert told == set(V3_1.facts["changes_to_4_0"]["added_in_4_0"]["partly_new"])
