"""The fenced blocks of a Markdown page, and the sessions of commands in them.

What is done with a block is said in test_examples.py; here text is only taken apart and compared.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")


class Block(NamedTuple):
    """A fenced block: its language, the options after it, its text, and the line it starts in (from 1)."""

    language: str
    options: dict[str, str]
    text: str
    line: int


class Step(NamedTuple):
    """A command of a session, what it should print, and the line it stands in (from 1)."""

    command: str
    expected: str
    line: int


def blocks(markdown: str) -> Iterator[Block]:
    """Every fenced block of a page, in order. An option `name=value` has a value, a bare word has none."""
    lines = iter(enumerate(markdown.splitlines(), start=1))
    for number, line in lines:
        opening = _FENCE.match(line)
        if opening is None:
            continue
        indent, fence = len(opening["indent"]), opening["fence"]
        inside = []
        for _, text in lines:
            if text.strip().startswith(fence) and not text.strip().strip(fence[0]):
                break
            inside.append(text[indent:] if not text[:indent].strip() else text)
        language, *words = opening["info"].split() or [""]
        options = {name: value for name, _, value in (word.partition("=") for word in words)}
        yield Block(language, options, "".join(f"{text}\n" for text in inside), number)


def steps(session: Block) -> Iterator[Step]:
    """The commands of a console block: each follows a `$ `, and what it prints follows it.

    A backslash at the end of a line carries the command on to the next. ValueError for lines before the
    first command.
    """
    command, expected, line = "", "", 0
    for number, text in enumerate(session.text.splitlines(), start=session.line + 1):
        if text.startswith("$ "):
            if command:
                yield Step(command, expected, line)
            command, expected, line = text[2:], "", number
        elif command.endswith("\\"):
            command = f"{command}\n{text}"
        elif command:
            expected += f"{text}\n"
        else:
            raise ValueError(f"line {number}: a console block starts with a command: $ ...")
    if command:
        yield Step(command, expected, line)


def matches(expected: str, printed: str) -> bool:
    """Does the output read as expected?

    A line `...` stands for any lines, also none; `...` within a line for any characters. Blanks at the end
    of a line and empty lines at the end do not count.
    """
    pattern = ""
    for line in _trimmed(expected):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*"
        else:
            pattern += ".*".join(re.escape(part) for part in line.split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _trimmed(printed))) is not None


def _trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]
