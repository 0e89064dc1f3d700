"""The shipped tables: made from this grammar, without conflicts, and walked as lark walks them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st
from lark import Lark, UnexpectedInput

from cxrules.syntax import generate, spelling, tables
from cxrules.syntax.drive import drive
from cxrules.syntax.printer import print_file
from cxrules.syntax.wording import LABELS
from tests.strategies.trees import files
from tests.strategies.words import KEYWORDS

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.syntax import tree


@pytest.fixture(scope="module")
def lark(project: Path) -> Lark:
    """The same grammar in lark itself; strict finds every conflict that lark would settle in silence."""
    text = (project / "grammar" / "cxrules.lark").read_text("utf-8")
    return Lark(text, parser="lalr", strict=True)


def test_the_tables_match_the_grammar(project: Path) -> None:
    again = "run python -m cxrules.syntax.tables"
    assert tables.read() == json.loads(generate.regenerate(str(project / "grammar"))), again


def test_the_grammar_has_no_conflict(lark: Lark) -> None:
    assert lark.parse('group A "a"').data == "start"


def test_every_label_has_its_examples(project: Path) -> None:
    files = {path.stem for path in (project / "grammar" / "malformed").glob("*.cxr")}
    assert files == set(LABELS)


def test_every_malformed_example_is_refused_by_lark_too(project: Path, lark: Lark) -> None:
    for path in (project / "grammar" / "malformed").glob("*.cxr"):
        for _, text in generate.examples(path.stem, path.read_text("utf-8")):
            with pytest.raises(UnexpectedInput):
                lark.parse(text)


# lark decides what is a keyword by a state's lookaheads, which LALR merges: it refuses some names that are
# spelled like keywords though only a name can stand there. The loop does not. So here they are quoted.
_PLAIN = re.compile(rf"(?!(?:{'|'.join(KEYWORDS)})$)(?:{spelling.BARE.pattern})")


def printed(file: tree.File) -> str:
    with patch.object(spelling, "BARE", _PLAIN):
        return print_file(file)


@given(file=files)
def test_lark_reads_what_is_printed(lark: Lark, file: tree.File) -> None:
    lark.parse(printed(file))


@given(file=files, data=st.data())
def test_lark_agrees_on_what_is_well_formed(lark: Lark, file: tree.File, data: st.DataObject) -> None:
    """Leave out a word, or write one twice: either both take the text or neither."""
    text = printed(file)
    words = [match.span() for match in tables.tables().tokens.finditer(text)]
    start, end = data.draw(st.sampled_from(words))
    words_instead = f" {text[start:end]}" * data.draw(st.sampled_from([0, 2]))
    text = f"{text[:start]}{words_instead} {text[end:]}"
    try:
        lark.parse(text)
    except UnexpectedInput:
        assert drive(tables.tables(), text, 0, len(text)).failure is not None
    else:
        assert drive(tables.tables(), text, 0, len(text)).failure is None


LOADED = """
import sys
from cxrules.syntax.parse import parse
from cxrules.text import Source
assert parse(Source("a", 'group A "a"'))[1] == []
print(*sorted({"lark", "cxrules.syntax.generate", "cxrules.syntax.mistakes"} & set(sys.modules)))
"""


def test_parsing_a_good_file_loads_neither_lark_nor_messages() -> None:
    shown = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout
    assert shown.split() == []


@pytest.mark.parametrize("word", KEYWORDS)
def test_every_keyword_can_be_a_name_where_only_a_name_can_stand(word: str) -> None:
    text = f"""refine s as {word} {{
  {word} value 1
  {word} value 2
}}
capability {word} "c" in {word} {{
  criterion {word} "b" weight 1
}}
scope {word} "s" {{ {word}, A .. {word} }}
rule {word} cap A, {word}.B at L when any of A, {word} is shown by {word}
kind {word} in {word}
set {word} = {{ {word}, B }}
input {word} of {word} : number
judgement {word} "j" on {word}
value {word} of {word} on each level {word} = age of A in {word}
profile {word} of {word} {{ set {word} = {word} drop {word} }}
"""
    assert drive(tables.tables(), text, 0, len(text)).failure is None
