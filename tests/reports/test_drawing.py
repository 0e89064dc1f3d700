"""What is drawn around an id, in which columns, and how it is written down."""

from xml.etree import ElementTree as ET

import pytest

from cxrules.plan.drawing import Arrow, Box, Drawing, around, layers, named, outline
from cxrules.reports.drawing_dot import to_dot
from cxrules.reports.drawing_mermaid import to_mermaid
from cxrules.reports.drawing_svg import to_svg

KINDS = {"B": "criterion", "A": "attribute", "L": "level", "C": "capability", "G": "practice", "R": "rule"}


def drawing(*arrows: str) -> Drawing:
    """Boxes "C1", "B12", …, whose first letter is their kind; an arrow is "B1>A1"."""
    ends = [(start, end) for start, _, end in (arrow.partition(">") for arrow in arrows)]
    names = dict.fromkeys(name for pair in ends for name in pair)
    boxes = {name: Box(name, f"Title of {name}", KINDS[name[0]]) for name in names}
    kinds = ["rule" if "R" in start[0] + end[0] else "part" for start, end in ends]
    return Drawing(boxes, [Arrow(*pair, kind) for pair, kind in zip(ends, kinds, strict=True)])


CHAIN = drawing("B1>A1", "B2>A1", "A1>L1", "L1>C1", "B3>A2", "A2>L2", "L2>C2", "B3>R1", "R1>A1")


def test_columns_go_from_reasons_to_conclusions() -> None:
    assert layers(drawing("B1>A1", "A1>L1", "L1>C1", "B2>L1")) == [["B1"], ["A1", "B2"], ["L1"], ["C1"]]


def test_a_circle_is_drawn_too() -> None:
    columns = layers(drawing("B1>B2", "B2>B3", "B3>B1"))
    assert sorted(name for column in columns for name in column) == ["B1", "B2", "B3"]


def test_a_very_long_chain_is_no_problem() -> None:
    links = [f"B{n}>B{n + 1}" for n in range(5000)]
    assert len(layers(drawing(*links))) == 5001


def test_around_a_criterion_stand_what_rests_on_it_and_its_rules() -> None:
    assert list(around(CHAIN, ["B1"]).boxes) == ["B1", "A1", "L1", "C1", "B3", "R1"]


def test_around_a_rule_stand_its_ends_and_what_rests_on_them() -> None:
    assert list(around(CHAIN, ["R1"]).boxes) == ["A1", "L1", "C1", "B3", "R1"]


def test_what_a_rule_reads_is_one_box_where_it_is_too_much() -> None:
    many = drawing("B0>A0", "R1>A0", *(f"B{n}>R1" for n in range(1, 20)))
    drawn = around(many, ["B0"])
    assert list(drawn.boxes) == ["B0", "A0", "R1", "R1: reads"]
    assert drawn.boxes["R1: reads"].label == "19 ratings"
    assert Arrow("R1: reads", "R1", "rule") in drawn.arrows


def test_what_only_such_a_rule_reads_is_not_shown_for_another_rule_on_it() -> None:
    many = drawing("B0>A0", "R1>A0", *(f"B{n}>R1" for n in range(1, 20)), "B0>R2", "R2>A0", "R2>B5")
    assert list(around(many, ["B0"]).boxes) == ["B0", "A0", "R1", "R2", "R1: reads"]


def test_the_outline_leaves_practices_and_their_rules_out() -> None:
    drawn = outline(drawing("G1>A1", "G1>R1", "R1>G2", "B1>R2", "R2>A1", "A1>L1"))
    assert list(drawn.boxes) == ["A1", "B1", "R2", "L1"]


def test_an_id_may_stand_for_several_boxes() -> None:
    boxes = {name: Box(name, "", "rule") for name in ("X.RL on A.1", "X.RL on B.1", "A.PA.1", "B.PA.1")}
    drawn = Drawing(boxes, [])
    assert named(drawn, "X.RL") == ["X.RL on A.1", "X.RL on B.1"]
    assert named(drawn, "PA.1") == ["A.PA.1", "B.PA.1"]
    assert named(drawn, "A.PA.1") == ["A.PA.1"]
    assert named(drawn, "PA") == []


NASTY = Drawing(
    {'a"\n<&>\\`': Box('a"\n<&>\\`', "]]>\x1b#;--", "criterion"), "b": Box("b", "", "unheard-of")}, []
)


def test_dot() -> None:
    text = to_dot(CHAIN, "bakery")
    assert text.startswith('digraph "bakery" {\n  rankdir=LR;\n')
    assert '  "B1" [label="B1\\nTitle of B1", shape=box, style="rounded"];\n' in text
    assert '  "B1" -> "A1";\n' in text
    assert '  "R1" -> "A1" [style=dashed];\n' in text
    assert text.endswith("}\n")


def test_mermaid() -> None:
    text = to_mermaid(CHAIN, "bakery")
    assert text.startswith('---\ntitle: "bakery"\n---\nflowchart LR\n  n0("B1<br>Title of B1")\n')
    assert "  n0 --> n1\n" in text
    assert " -.-> n1\n" in text


@pytest.mark.parametrize("drawn", [CHAIN, NASTY, Drawing({}, []), drawing("B1>B2", "B2>B1")])
def test_svg_is_well_formed_and_nothing_lies_on_top_of_something_else(drawn: Drawing) -> None:
    picture = ET.fromstring(to_svg(drawn, layers(drawn), 'a "title" <&>'))  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    boxes = [rect for rect in picture.iter(f"{space}rect") if "x" in rect.attrib]
    places = {(rect.attrib["x"], rect.attrib["y"]) for rect in boxes}
    assert len(places) == len(boxes) == len(drawn.boxes)
    assert len(list(picture.iter(f"{space}path"))) == len(drawn.arrows) + 1


def test_svg_is_always_the_same() -> None:
    assert to_svg(CHAIN, layers(CHAIN), "x") == to_svg(CHAIN, layers(CHAIN), "x")


def test_names_cannot_break_out() -> None:
    assert '[label="a\\"\\n<&>\\\\`\\n]]>' in to_dot(NASTY, "x")
    assert "\x1b" not in to_dot(NASTY, "x") + to_mermaid(NASTY, "x")
    assert "a#quot; #lt;#amp;#gt;#92;#96;" in to_mermaid(NASTY, "x")
