"""The text renderer: what people see, character for character."""

import re

from hypothesis import given, strategies as st

from cxrules.diagnostics import Diagnostic, Related, diagnose
from cxrules.diagnostics.text import render
from cxrules.text import Source, Span


def place(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return Span(start, start + len(words))


def about(text: str, words: str, hint: str = "") -> Diagnostic:
    source = Source("swe.cxr", text)
    return diagnose("CX0201", "SWE.9 is unknown", source, place(source, words), hint)


def excerpt(diagnostic: Diagnostic) -> list[str]:
    """Give the lines between the place and the summary."""
    return render([diagnostic]).splitlines()[3:-2]


def test_nothing_wrong_nothing_shown() -> None:
    assert render([]) == ""


def test_message_place_excerpt_hint_and_count() -> None:
    shown = render([about("rule R1\n  cap SWE.9 at L\n", "SWE.9", "did you mean SWE.6?")])
    assert shown == (
        "error CX0201: SWE.9 is unknown\n"
        " --> swe.cxr:2:7\n"
        "  |\n"
        "2 |   cap SWE.9 at L\n"
        "  |       ^^^^^\n"
        "  = hint: did you mean SWE.6?\n"
        "\n"
        "1 error\n"
    )


def test_related_places_are_shown_below_and_share_the_gutter() -> None:
    source = Source("swe.cxr", "tag a\n" + "\n" * 9 + "tag a\n")
    related = Related("first declared here", source, Span(4, 5))
    shown = render([diagnose("CX0202", "a is declared twice", source, Span(19, 20), "", (related,))])
    assert shown == (
        "error CX0202: a is declared twice\n"
        "  --> swe.cxr:11:5\n"
        "   |\n"
        "11 | tag a\n"
        "   |     ^\n"
        "   = note: first declared here\n"
        "  --> swe.cxr:1:5\n"
        "   |\n"
        " 1 | tag a\n"
        "   |     ^\n"
        "\n"
        "1 error\n"
    )


def test_without_a_source_only_the_message() -> None:
    assert (
        render([diagnose("CX0203", "no header in rules/")])
        == "error CX0203: no header in rules/\n\n1 error\n"
    )


def test_without_a_span_only_the_file() -> None:
    assert render([diagnose("CX0522", "not text", Source("a.yaml", ""))]).splitlines()[1] == " --> a.yaml"


def test_tabs_and_wide_characters_stay_aligned() -> None:
    assert excerpt(about("\ta\t漢字 SWE.9", "SWE.9")) == ["1 |     a   漢字 SWE.9", "  |              ^^^^^"]
    assert excerpt(about('"漢字"', "漢字")) == ['1 | "漢字"', "  |  ^^^^"]
    assert excerpt(about("e\u0301 X", "X")) == ["1 | e\u0301 X", "  |   ^"]
    assert excerpt(about("\tX", "\tX")) == ["1 |     X", "  | ^^^^^"]


def test_a_span_over_lines_is_underlined_on_each() -> None:
    assert excerpt(about("when (a\n  and b\n\n  and c) at", "(a\n  and b\n\n  and c)")) == [
        "1 | when (a",
        "  |      ^^",
        "2 |   and b",
        "  |   ^^^^^",
        "3 |",
        "4 |   and c) at",
        "  |   ^^^^^^",
    ]


def test_a_long_span_shows_its_beginning_and_its_end() -> None:
    lines = excerpt(about("\n".join("abcdefghijkl"), "\n".join("abcdefghijkl")))
    assert lines[::2] == [" 1 | a", " 2 | b", " 3 | c", " 4 | d", "   :", "   | ^"]
    assert lines[-2:] == ["12 | l", "   | ^"]


def test_a_span_that_ends_with_its_line_does_not_touch_the_next() -> None:
    assert excerpt(about("tag a\ntag b\n", "tag a\n")) == ["1 | tag a", "  | ^^^^^"]


def test_an_empty_span_is_one_caret_even_at_the_end_of_the_text() -> None:
    source = Source("s", "rule {\n")
    assert excerpt(diagnose("CX0102", "not closed", source, Span(7, 7))) == ["2 |", "  | ^"]
    assert excerpt(diagnose("CX0102", "not closed", Source("s", ""), Span(0, 0))) == ["1 |", "  | ^"]
    assert excerpt(diagnose("CX0102", "not closed", source, Span(5, 5))) == ["1 | rule {", "  |      ^"]


def test_a_very_long_line_is_shown_around_its_span() -> None:
    text, underline = excerpt(about("x" * 500 + "HERE" + "y" * 500, "HERE"))
    assert text == "1 | …" + "x" * 30 + "HERE" + "y" * 86 + "…"
    assert underline == "  | " + " " * 31 + "^^^^"


def test_characters_that_would_steer_the_terminal_are_not_passed_on() -> None:
    source = Source("a\x1b[2J.cxr", "\x1b[31mred\u202e")
    shown = render([diagnose("CX0107", "a\x1bb", source, Span(0, 1))], colour=False)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "1 | �[31mred�\n  | ^\n" in shown


def test_colour_changes_nothing_else() -> None:
    diagnostics = [about("\trule SWE.9\n", "SWE.9", "hint"), diagnose("CX1002", "no source")]
    coloured = render(diagnostics, colour=True)
    assert "\x1b[1;31merror CX0201\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(diagnostics)


def test_a_message_of_several_lines_hangs() -> None:
    assert render([diagnose("CX0601", "a cycle:\na\nb")]).startswith("error CX0601: a cycle:\n    a\n    b\n")


@given(st.text(max_size=60), st.integers(-2, 70), st.integers(-2, 70))
def test_no_text_and_no_span_breaks_the_drawing(text: str, start: int, end: int) -> None:
    shown = render([diagnose("CX0101", "x", Source("s", text), Span(start, end))])
    assert "^" in shown
    assert shown.endswith("\n1 error\n")
