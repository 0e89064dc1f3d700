"""What a YAML parser complains about, said so that somebody who writes assessments can mend it."""

from __future__ import annotations

_TAB = ("YAML does not take a tab here.", "Indent with spaces.")
_QUOTE = ("A text may not begin with this character.", "Put the text in double quotes.")
_COLON = (
    "A second ': ' on this line is not understood.",
    "Put a text that holds ': ' in double quotes, and look whether the line is indented too far.",
)
_INDENT = (
    "This line is not indented as its neighbours are, or a bracket or quote before it is not closed.",
    "Give all keys of one map the same indentation.",
)

# The part of the parser's sentence that tells the case, with message and hint, for both parsers of PyYAML.
_CASES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("mapping values are not allowed", _COLON),
    ("did not find expected key", _INDENT),
    ("expected <block end>", _INDENT),
    (
        "block sequence entries are not allowed",
        ("A list may not begin here.", "Begin it on a line of its own."),
    ),
    ("did not find expected '-' indicator", _INDENT),
    ("could not find expected ':'", ("A key without a colon.", "Write 'key: value'.")),
    ("expected ',' or ']'", ("A list in brackets is not closed, or lacks a comma.", "Close it with ']'.")),
    ("expected ',' or '}'", ("A map in braces is not closed, or lacks a comma.", "Close it with '}'.")),
    ("unknown escape", ("This escape is not known.", "Write a backslash as two, or use single quotes.")),
    (
        "decimal number",  # in two spellings
        ("This escape lacks hexadecimal digits.", "Write a backslash as two, or use single quotes."),
    ),
    ("invalid Unicode", ("This escape names no character.", "Write the character itself.")),
    ("unexpected end of stream", ("A quoted text is not closed.", "Close it with the same quote.")),
    ("unexpected document indicator", ("A quoted text is not closed.", "Close it with the same quote.")),
    ("expected the node content", ("A value is missing here, or a bracket is not closed.", "")),
    ("did not find expected node content", ("A value is missing here, or a bracket is not closed.", "")),
    ("expected '<document start>'", ("This is not understood after what stands before it.", "")),
    ("did not find expected <document start>", ("This is not understood after what stands before it.", "")),
    ("undefined tag handle", ("This begins with '!', which is not allowed here.", "Put the text in quotes.")),
    ("exceeded maximum", ("This is nested too deep.", "")),
)


def in_words(context: str, problem: str, at: str) -> tuple[str, str]:
    """Give message and hint for a parser's complaint; `at` is the character it stopped at."""
    if "cannot start any token" in problem:
        return _TAB if at == "\t" else _QUOTE
    for part, words in _CASES:
        if part in problem:
            return words
    told = f"{problem} {context}".strip() or "the text is not understood"
    return f"This is not YAML: {told}.", ""
