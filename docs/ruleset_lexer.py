"""Colours for ruleset text in the documentation.

Only for display: the keywords are read from the grammar, so that they are never out of date.
"""

import re
from pathlib import Path
from typing import ClassVar

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text

_GRAMMAR = Path(__file__).resolve().parent.parent / "grammar" / "cxrules.lark"
_KEYWORDS = sorted(set(re.findall(r'"([a-z][a-z-]*)"', _GRAMMAR.read_text(encoding="utf-8"))))


class RulesetLexer(RegexLexer):
    """Takes ruleset text apart into what deserves a colour; unknown text stays plain."""

    name = "cxrules"
    aliases: ClassVar = ["cxr"]
    filenames: ClassVar = ["*.cxr"]
    tokens: ClassVar = {
        "root": [
            (r"\s+", Text),
            (r"#.*", Comment.Single),
            (r'"(?:[^"\\\n]|\\.)*"', String.Double),
            (r"'[^'\n]+'", Name.Label),
            (words(_KEYWORDS, prefix=r"(?<![\w.-])", suffix=r"(?![\w.-])"), Keyword),
            (r"\d{4}-\d{2}-\d{2}", Number),
            (r"(?<![\w.])-?\d[\d.]*%?(?!\w)", Number),
            (r"[A-Za-z_0-9][\w]*(?:[.-]\w+)*[+-]?", Name),
            (r".", Punctuation),
        ],
    }
