"""Rename maps: what is read, what is refused, and that what is proposed can be read again."""

from __future__ import annotations

from hypothesis import given, strategies as st

from cxrules.compare.versions.mapped import proposed
from cxrules.exchange.changes import read_changes, write_changes
from cxrules.model.changes import FATES, Changed, RenameMap
from cxrules.text import Source
from tests.compare.test_editions import both, matching

HEAD = "cxrules-changes: 1\nmodel: bakery\nfrom: 1.0.0\nto: 2.0.0\n"


def read(text: str) -> tuple[RenameMap | None, list[str]]:
    found, problems = read_changes(Source("from-1.yaml", text))
    return found, [each.code for each in problems]


def test_short_and_long_forms() -> None:
    found, codes = read(
        f"{HEAD}changes:\n  A: same\n  B: removed\n  C: {{fate: renamed, to: D, certainty: seen}}\n"
        "  E: {fate: split, to: [F, G], note: two}\nadded: [H]\n"
    )
    assert codes == []
    assert found is not None
    rows = {name: (row.fate, row.new, row.certainty, row.note) for name, row in found.rows.items()}
    assert rows == {
        "A": ("same", ("A",), "", ""),
        "B": ("removed", (), "", ""),
        "C": ("renamed", ("D",), "seen", ""),
        "E": ("split", ("F", "G"), "", "two"),
    }
    assert found.added == ("H",)


def test_fates_have_to_fit_where_they_lead() -> None:
    for row in (
        "{fate: removed, to: B}",
        "{fate: renamed}",
        "{fate: split, to: B}",
        "{fate: same, to: B}",
        "{fate: renamed, to: [B, C]}",
    ):
        assert read(f"{HEAD}changes:\n  A: {row}\n")[1] == ["CX0592"], row


def test_what_is_missing_or_mistyped_is_told() -> None:
    assert read("model: bakery\nfrom: 1\nto: 2\nchanges: {}\n")[1] == ["CX0503"]
    assert read("cxrules-changes: 2\nmodel: bakery\nfrom: 1\nto: 2\nchanges: {}\n")[1] == ["CX0530"]
    assert read(f"{HEAD}changes:\n  A: gone\n")[1] == ["CX0528"]
    assert read(f"{HEAD}changes:\n  A: [same]\n")[1] == ["CX0504"]
    assert read(f"{HEAD}change: {{}}\n")[1] == ["CX0502", "CX0503"]
    assert read("- A\n")[1] == ["CX0504"]


NAME = st.from_regex(r"[A-Z]{1,3}\.[0-9]{1,2}", fullmatch=True)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


@st.composite
def rows(draw: st.DrawFn) -> Changed:
    old, fate = draw(NAME), draw(st.sampled_from(FATES))
    count = {"removed": (0, 0), "same": (0, 0), "split": (2, 3), "merged": (1, 3)}.get(fate, (1, 1))
    new = tuple(draw(st.lists(NAME, min_size=count[0], max_size=count[1], unique=True)))
    certainty = draw(st.sampled_from(["", "seen", "inferred", "recalled"]))
    return Changed(old, fate, (old,) if fate == "same" else new, certainty, draw(TEXT).strip())


@given(st.lists(rows(), unique_by=lambda row: row.old), st.none() | st.lists(NAME, unique=True), TEXT)
def test_what_is_written_is_read_again(told: list[Changed], added: list[str] | None, note: str) -> None:
    changes = RenameMap(
        "bakery",
        "1.0.0",
        "2.0.0",
        {row.old: row for row in told},
        None if added is None else tuple(added),
        note.strip(),
    )
    found, codes = read(write_changes(changes, [(row.old, "A # title") for row in told]))
    assert codes == []
    assert found is not None
    assert [row[:5] for row in found.rows.values()] == [row[:5] for row in changes.rows.values()]
    assert (found.added, found.note) == (changes.added, changes.note)


def test_what_is_proposed_accounts_for_everything_and_says_what_is_guessed() -> None:
    from cxrules.compare.versions.mapped import check_changes

    versions = both("none")
    changes = proposed(matching("none"), versions.old.ruleset, versions.new.ruleset)
    again, codes = read(write_changes(changes))
    assert codes == []
    assert again is not None
    assert check_changes(again, versions.old.ruleset, versions.new.ruleset) == []
    rows = matching("none").rows
    guessed = {key.id for key, row in rows.items() if row.by == "likeness" and key.id in again.rows}
    assert guessed
    assert {name for name in guessed if again.rows[name].certainty == "inferred"} == guessed
