"""`graph` draws values, elements, judgements and the organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def _arrows(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r'"([^"]+)" -> "([^"]+)"', text))


def test_elements_values_and_levels_rest_on_each_other(run: Run, garden: Path) -> None:
    arrows = _arrows(run("graph", "garden").out)
    assert {
        ("P.1.C.1", "P.1.B.1"),
        ("P.1.B.1", "P.1.B.1.fine"),
        ("P.1.B.1.neglected", "P.1.B.1.fine"),
        ("P.1.B.1.fine", "P.1 level 1"),
        ("P.1 level 1", "P.1 level 2"),
        ("P.1 level 2", "P.1"),
        ("P.1.C.1", "P.1.score"),
        ("P.1.score", "P.1 level 2"),
        ("P.1.tools", "P.1 level 2"),
        ("P.1 level 2", "club level 2"),
        ("club level 2", "club"),
        ("rain", "P.1.C.2"),
        ("rain", "P.2.C.1"),
    } <= arrows
    assert ("P.1.C.1", "P.1.B.1.fine") not in arrows


def test_boxes_have_plain_names(run: Run, garden: Path) -> None:
    out = run("graph", "garden").out
    assert '"P.1.B.1.fine" [label="P.1.B.1.fine\\nClimbing roses: In order", shape=ellipse];' in out
    assert '"P.1.state" [label="P.1.state\\nRoses: State", shape=octagon];' in out
    assert '"club" [label="club\\nThe club", shape=box3d];' in out
    assert '"P.1.share on level 1" [label="P.1.share on level 1\\nRoses: share"' in out


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("P.1.B.1", {"P.1.C.1", "P.1.B.1.fine", "P.1 level 1", "club"}, {"P.1.C.3", "P.2"}),
        ("P.1.B.1.fine", {"P.1.C.1", "P.1.B.1", "P.1 level 1"}, {"P.1.B.2.fine"}),
        ("fine", {"P.1.B.1.fine", "P.1.B.2.fine", "P.2.B.1.fine"}, {"P.1.state"}),
        ("club", {"club level 2", "P.1 level 2", "P.1.C.1"}, {"P.2", "P.2.C.1"}),
        ("P.1", {"P.1 level 2", "P.1.state", "club level 2"}, {"P.2.C.1"}),
        ("neglected", {"P.1.B.1.neglected", "P.1.B.1.fine"}, {"P.1.state"}),
        ("share", {"P.1.share on level 1", "P.2.share on level 2"}, {"P.1.score"}),
    ],
)
def test_what_is_drawn_around_a_thing(
    name: str, there: set[str], absent: set[str], run: Run, garden: Path
) -> None:
    ran = run("graph", "garden", name)
    assert (ran.code, ran.err) == (0, "")
    boxes = set(re.findall(r'^  "([^"]+)" \[label', ran.out, re.MULTILINE))
    assert there <= boxes
    assert not absent & boxes


@pytest.mark.parametrize("form", ["svg", "mermaid", "dot"])
def test_every_form_draws_it(form: str, run: Run, garden: Path) -> None:
    ran = run("graph", "garden", "P.1", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert "Climbing roses: In order" in ran.out


def test_an_unknown_id_gets_the_near_one(run: Run, garden: Path) -> None:
    ran = run("graph", "garden", "clob")
    assert ran == (2, "", "Error: garden has nothing to draw with the id 'clob'. Did you mean club?\n")


def test_a_rule_that_reads_nothing_else_has_one_box_for_all_it_bounds(run: Run, garden: Path) -> None:
    text = (garden / "garden" / "model.cxr").read_text(encoding="utf-8")
    (garden / "garden" / "model.cxr").write_text(
        f"{text}\nrule all.R.1 for every criterion warn when it is none\n", encoding="utf-8"
    )
    out = run("graph", "garden", "P.2").out
    assert '"all.R.1" -> "P.2.C.1"' in out
    assert '"all.R.1" -> "P.1.C.1"' not in out


def test_of_a_large_organisation_only_what_its_levels_read_is_drawn(run: Run, garden: Path) -> None:
    out = run("graph", "cmmi-dev", "staged").out
    assert '"OPM.defined" -> "staged level 5"' in out
    assert "CM.SP.1.1" not in out
