"""How reasons are laid out: as text, in Markdown and as JSON."""

import json

import pytest

from cxrules.engine.because import Because
from cxrules.plan.plan import Cite
from cxrules.reports import explanation, explanation_json, explanation_markdown
from tests.reports.samples import result

LEVELS = Cite("iso-33020/levels.cxr", 8, "2 requires …")
FILE = Cite("assessment.yaml", 31)


def reason(name: str, sentence: str, *children: Because, source: Cite | None = None) -> Because:
    return Because(name, "all", "no", sentence, source, children)


RATED = reason("SWE.1.PA.1.1", "SWE.1.PA.1.1 is L; F is required.", source=FILE)
TREE = reason(
    "SWE.1",
    "SWE.1 is at level 1.",
    reason("SWE.1 level 1", "Level 1 is reached."),
    reason("SWE.1 level 2", "Level 2 is not reached.", RATED, source=LEVELS),
)


def test_sentences_are_indented_and_end_with_their_place() -> None:
    assert explanation.render(TREE, columns=80) == (
        "SWE.1 is at level 1.\n"
        "  Level 1 is reached.\n"
        "  Level 2 is not reached.  [iso-33020/levels.cxr:8]\n"
        "    SWE.1.PA.1.1 is L; F is required.  [assessment.yaml:31]\n"
    )


def test_what_does_not_fit_on_a_line_goes_on_below_it() -> None:
    assert explanation.render(TREE, columns=40).splitlines()[2:] == [
        "  Level 2 is not reached.",
        "    [iso-33020/levels.cxr:8]",
        "    SWE.1.PA.1.1 is L; F is required.",
        "      [assessment.yaml:31]",
    ]


def test_deep_reasons_keep_room_for_their_words() -> None:
    tree = reason("end", "The words of the last sentence are not broken into letters.")
    for step in range(60):
        tree = reason(str(step), "Because:", tree)
    assert "The words of the last" in explanation.render(tree, columns=80)


@pytest.mark.parametrize(
    ("depth", "last"),
    [
        (0, "3 further steps are not shown; --depth 1 shows more."),
        (1, "1 further step is not shown; --depth 2 shows more."),
    ],
)
def test_depth_says_what_is_left_out(depth: int, last: str) -> None:
    lines = explanation.render(TREE, columns=80, depth=depth).splitlines()
    assert len(lines) == [1, 3][depth] + 2
    assert lines[-1] == last
    assert explanation.render(TREE, columns=80, depth=2) == explanation.render(TREE, columns=80)


def test_many_reasons_are_told_once() -> None:
    shared = reason("shared", "Much is told here.", *(reason(str(n), f"Reason {n}.") for n in range(5)))
    tree = reason("top", "Top.", reason("a", "First.", shared), reason("b", "Second.", shared))
    text = explanation.render(tree, columns=80)
    assert text.count("Reason 3.") == 1
    assert text.endswith("  Second.\n    Much is told here.\n      (the reasons stand above)\n")


def test_few_reasons_are_told_again() -> None:
    tree = reason("top", "Top.", reason("a", "First.", RATED), reason("b", "Second.", RATED))
    assert explanation.render(tree, columns=80).count("F is required") == 2


def test_a_file_cannot_steer_the_terminal() -> None:
    text = explanation.render(reason("x", "A \x1b[31mred\nword.", source=Cite("a\x1bb", 1)), columns=80)
    assert "\x1b" not in text
    assert text.count("\n") == 1


def test_markdown_is_a_heading_and_a_nested_list() -> None:
    text = explanation_markdown.render(TREE, heading="Why: SWE.1", about="Brake *ECU*.", depth=None)
    assert text == (
        "# Why: SWE.1\n"
        "\n"
        "Brake \\*ECU\\*.\n"
        "\n"
        "**SWE.1 is at level 1.**\n"
        "\n"
        "- Level 1 is reached.\n"
        "- Level 2 is not reached. (`iso-33020/levels.cxr:8`)\n"
        "  - SWE.1.PA.1.1 is L; F is required. (`assessment.yaml:31`)\n"
    )


def test_markdown_says_what_is_left_out() -> None:
    text = explanation_markdown.render(TREE, heading="Why", about="Brake.", depth=1)
    assert text.endswith("\n\n*1 further step is not shown; --depth 2 shows more.*\n")


def test_json_has_the_ids_of_the_result_and_the_whole_tree() -> None:
    document = explanation_json.explanation(TREE, result(), subject="SWE.1.PA.1.1", why_not=None, depth=None)
    assert document["format"] == "cxrules-explanation/1"
    assert document["assessment"] == "brake-ecu-2026-q4"
    assert [each["id"] for each in document["capabilities"]] == ["SWE.1"]
    (top,) = document["because"]
    second = top["children"][1]
    assert second["source"] == {"file": "iso-33020/levels.cxr", "line": 8, "text": "2 requires …"}
    assert second["children"][0]["id"] == "SWE.1.PA.1.1"
    assert second["children"][0]["children"] == []
    json.dumps(document)


def test_json_of_a_rule_names_no_capability() -> None:
    document = explanation_json.explanation(TREE, result(), subject="SUP.8.RL.6", why_not=None, depth=0)
    assert [each["id"] for each in document["capabilities"]] == ["SUP.8"]
    assert document["because"][0]["children"] == []
