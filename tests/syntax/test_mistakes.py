"""What is said about mistakes: message, hint and the exact place, told as prose in mistakes.txt.

Each story there is a text, and below each line of it that is blamed a line of ^ and what is said.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, strategies as st

from cxrules.syntax import parse as parsing
from cxrules.syntax.drive import drive
from cxrules.syntax.parse import parse
from cxrules.syntax.printer import print_declaration
from cxrules.syntax.split import UNFINISHED
from cxrules.syntax.tables import tables
from cxrules.text import Source
from tests.strategies.trees import declarations

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.syntax import tree

STORIES = Path(__file__).with_name("mistakes.txt").read_text("utf-8").split("\n\n\n")
SAID = re.compile(r"^ *\^+\n(?:CX\d{4}: .*\n|hint: .*\n)+", re.MULTILINE)


def told(text: str) -> str:
    """Tell a text with its mistakes below the lines that they are in."""
    source = Source("story.cxr", text)
    notes: dict[int, list[str]] = {}
    for each in parse(source)[1]:
        notes.setdefault(source.position(each.span.start).line if each.span else 0, []).append(
            note(source, each)
        )
    lines = text.splitlines()
    return "".join(f"{line}\n{''.join(notes.get(number, []))}" for number, line in enumerate(lines, 1))


def note(source: Source, found: Diagnostic) -> str:
    assert found.span is not None
    column = source.position(found.span.start).column - 1
    width = max(found.span.end - found.span.start, 1)
    hint = f"hint: {found.hint}\n" if found.hint else ""
    return f"{' ' * column}{'^' * width}\n{found.code}: {found.message}\n{hint}"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.split("\n", 1)[0])
def test_story(story: str) -> None:
    title, _, text = story.partition("\n")
    assert title.startswith("== ")
    text = text.strip("\n") + "\n"
    assert told(SAID.sub("", text)) == text


@given(st.lists(declarations, min_size=3, max_size=6), st.data())
def test_two_planted_mistakes_stay_two(found: list[tree.Declaration], data: st.DataObject) -> None:
    """A strange character somewhere in two declarations: two diagnostics, and the others are all there.

    A name like `above` or `by` before the mistake makes the next line look like a continuation.
    """
    texts = [print_declaration(each) for each in found]
    assume(all(text.split()[-1] not in UNFINISHED for text in texts))
    broken = data.draw(st.lists(st.integers(0, len(found) - 1), min_size=2, max_size=2, unique=True))
    for index in broken:
        text = texts[index]
        places = [match.end() for match in tables().tokens.finditer(text) if match.end() < len(text)]
        place = data.draw(st.sampled_from(places))
        texts[index] = f"{text[:place]} § {text[place:]}"
    file, diagnostics = parse(Source("planted.cxr", "".join(texts)))
    assert len(diagnostics) == 2
    assert file.declarations == [each for index, each in enumerate(found) if index not in broken]


@given(st.lists(declarations, min_size=2, max_size=5), st.data())
def test_an_open_brace_hides_nothing_after_it(found: list[tree.Declaration], data: st.DataObject) -> None:
    texts = [print_declaration(each) for each in found]
    index = data.draw(st.integers(0, len(found) - 1))
    texts.insert(index, 'capability OPEN "open" {\n  criterion BP1 "one"\n')
    file, diagnostics = parse(Source("open.cxr", "".join(texts)))
    assert [each.code for each in diagnostics] == ["CX0102"]
    assert file.declarations == found
    assert [leaf.text for leaf in file.lost] == ["OPEN"]


@pytest.mark.parametrize("size", [50, 100])
def test_the_work_grows_with_the_text_not_with_its_square(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many mistakes: every character is given to the parser's loop a fixed number of times."""
    given_characters = []

    def counting(rules: object, text: str, begin: int, end: int) -> object:
        given_characters.append(end - begin)
        return drive(rules, text, begin, end)  # type: ignore[arg-type]  # passed on as it is

    monkeypatch.setattr(parsing, "drive", counting)
    text = 'group A "a"\ngroup B\ngroup C "c"\n' * size
    _, diagnostics = parse(Source("many.cxr", text))
    assert len(diagnostics) == size + (size == parsing.MOST)
    assert len(given_characters) <= 1 + 3 * size
    assert sum(given_characters) <= 2 * len(text)
