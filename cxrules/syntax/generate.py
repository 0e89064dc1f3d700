"""From the grammar to the parser's tables: the one place that uses lark, and only when the grammar changes.

lark computes the LALR tables; they are written down as plain data, with two things settled in advance
that a parser would otherwise decide for every token: which parts of a rule are kept, and where a step
that changes nothing can be skipped.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any, get_type_hints

from lark import Lark
from lark.lexer import PatternStr
from lark.parsers.lalr_analysis import Shift

from cxrules.syntax import build, tree
from cxrules.syntax.drive import drive
from cxrules.syntax.scene import kind_of
from cxrules.syntax.tables import prepare
from cxrules.syntax.testing_tree import Every

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lark.grammar import Rule, Symbol

FORMAT = "cxrules-tables/1"

Row = dict[str, int]

# In the order in which the parser tries them; a group of the token pattern is known by its number.
_SHAPES = ("NAME", "PUNCTUATION", "STRING", "QUOTED")
_ENDS = (("COMMENT", r"#[^\n\r]*"), ("END", r"\Z"), ("STRANGE", r"[\s\S]"))
_SPACE = r"[ \t\r\n\f]*+"


def generate(grammar: str) -> dict[str, Any]:
    """Make the tables of a grammar (its text, in lark's notation) as data for JSON.

    Raises lark's GrammarError where the grammar is wrong.
    """
    lark = Lark(grammar, parser="lalr", maybe_placeholders=False)
    parsed: Any = lark.parser
    table = parsed.parser._parse_table  # noqa: SLF001  # lark has no public way to its tables
    kinds = {
        each.name: each.pattern.value if isinstance(each.pattern, PatternStr) else f"${each.name}"
        for each in lark.terminals
    }
    kinds["$END"] = "$END"
    rules = {rule: number for number, rule in enumerate(lark.rules)}
    actions: list[Row] = []
    gotos: list[Row] = []
    for _, row in sorted(table.states.items()):
        cells = {kinds[name]: _cell(cell, rules) for name, cell in row.items() if name in kinds}
        actions.append(dict(sorted(cells.items())))
        gotos.append({name: cell[1] for name, cell in sorted(row.items()) if name not in kinds})
    _shorten(actions, gotos, list(rules))
    numbers = _numbers(actions, gotos, table.start_states["start"])
    tokens, names = _tokens(lark, kinds)
    return {
        "format": FORMAT,
        "tokens": tokens,
        "kinds": names,
        "start": numbers[table.start_states["start"]],
        "end": numbers[table.end_states["start"]],
        "rules": [_plan(rule) for rule in rules],
        "actions": [_renumbered(actions[state], numbers) for state in numbers],
        "gotos": [_renumbered(gotos[state], numbers) for state in numbers],
        "keywords": sorted(kind for kind in kinds.values() if re.fullmatch("[a-z-]+", kind)),
        "labels": {},
    }


def _cell(cell: tuple[Any, Any], rules: dict[Rule, int]) -> int:
    return cell[1] if cell[0] is Shift else ~rules[cell[1]]


# ------------------------------------------------------------------------------------------ rules


def _plan(rule: Rule) -> list[Any]:
    """Say what a rule takes, whom it tells, what of it is kept, and how its place is noted."""
    name = _method(rule)
    if _is_identity(rule):
        return [str(rule.origin.name), len(rule.expansion), "", _kept(rule), ""]
    return [str(rule.origin.name), len(rule.expansion), name, _kept(rule), _place(name)]


def _method(rule: Rule) -> str:
    name = str(rule.alias or rule.origin.name)
    return "" if name.startswith("_") else name


def _kept(rule: Rule) -> list[int]:
    """List the positions of a rule that are kept; the complement where a list is to be spread."""
    kept = []
    for position, symbol in enumerate(rule.expansion):
        if symbol.is_term:
            if rule.options.keep_all_tokens or not getattr(symbol, "filter_out", False):
                kept.append(position)
        else:
            kept.append(~position if _is_list(symbol) else position)
    return kept


def _is_list(symbol: Symbol) -> bool:
    return str(symbol.name).startswith("_")


def _is_identity(rule: Rule) -> bool:
    """Tell whether a rule passes on the one thing it found."""
    kept = _kept(rule)
    if len(kept) != 1 or kept[0] < 0:
        return False
    if rule.options.expand1 and not rule.alias:
        return True
    method = getattr(build.Builder, _method(rule), None)
    if method is build.words:
        return rule.expansion[kept[0]].is_term
    return method is build.first


_PHRASES = {tree.It, tree.Elements, tree.TheSame, tree.NotRated, Every}
"""What knows its place beside statements and names."""


def _place(name: str) -> str:
    """Say which kind of place the result of a method has."""
    if not name:
        return ""
    method = getattr(build.Builder, name)
    result = get_type_hints(method, {**vars(build), **method.__globals__}).get("return")
    if isinstance(result, type) and issubclass(result, tree.Statement):
        return "statement"
    return "phrase" if result in _PHRASES else ""


# ------------------------------------------------------------------------------------- short cuts


def _shorten(actions: list[Row], gotos: list[Row], rules: list[Rule]) -> None:
    """Where a step leads to a state that can only pass its one thing on, lead to the state after it."""
    passing: dict[int, str] = {}
    for state, row in enumerate(actions):
        targets = set(row.values())
        if len(targets) == 1 and not gotos[state] and (number := ~targets.pop()) >= 0:
            rule = rules[number]
            if len(rule.expansion) == 1 and _is_identity(rule):
                passing[state] = str(rule.origin.name)
    for row, after in zip(actions, gotos, strict=True):
        for cells in (row, after):
            for name, target in cells.items():
                cells[name] = _last(target, after, passing)


def _last(target: int, after: Row, passing: dict[int, str]) -> int:
    while target in passing:
        target = after[passing[target]]
    return target


def _numbers(actions: list[Row], gotos: list[Row], start: int) -> dict[int, int]:
    """Number the states in the order in which they are reached: lark numbers them anew each time.

    States that nothing leads to any more have no number.
    """
    numbers = {start: 0}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for target in (*actions[state].values(), *gotos[state].values()):
            if target >= 0 and target not in numbers:
                numbers[target] = len(numbers)
                waiting.append(target)
    return numbers


def _renumbered(row: Row, numbers: dict[int, int]) -> Row:
    return {name: numbers[target] if target >= 0 else target for name, target in row.items()}


# ----------------------------------------------------------------------------------------- tokens


def _tokens(lark: Lark, kinds: dict[str, str]) -> tuple[str, list[str]]:
    """Make the one pattern of all tokens, and the kind of each of its groups."""
    shapes = {each.name: each for each in lark.terminals if not isinstance(each.pattern, PatternStr)}
    words = shapes["NAME"].pattern.value
    marks = [text for name, text in kinds.items() if name not in shapes and name != "$END"]
    marks = sorted(
        (text for text in marks if not re.fullmatch(words, text)), key=lambda text: (-len(text), text)
    )
    numbers = [
        each for name, each in shapes.items() if name not in _SHAPES and name not in lark.ignore_tokens
    ]
    numbers.sort(key=lambda each: -each.priority)
    groups = [
        ("NAME", words),
        ("PUNCTUATION", "|".join(re.escape(text) for text in marks)),
        ("STRING", shapes["STRING"].pattern.value),
        ("QUOTED", shapes["QUOTED"].pattern.value),
        *((each.name, each.pattern.value) for each in numbers),
        *_ENDS,
    ]
    pattern = "|".join(f"({text})" for _, text in groups)
    return f"{_SPACE}(?:{pattern})", ["", *(f"${name}" for name, _ in groups)]


# ----------------------------------------------------------------------------------------- labels

SEPARATOR = "----\n"


def label(data: dict[str, Any], examples: Iterable[tuple[str, str]]) -> None:
    """Put a label on each state in which a malformed example (label, text) fails, for the token it fails at.

    Where all examples of a state have the same label, it holds for any token. Raises ValueError for an
    example that is well-formed, or that fails where another label already is.
    """
    tables = prepare(data)
    labels: dict[str, dict[str, str]] = {}
    wrong: list[str] = []
    for name, text in examples:
        failure = drive(tables, text, 0, len(text)).failure
        if failure is None:
            wrong.append(f"{name}: this example is well-formed: {text}")
            continue
        row = labels.setdefault(str(failure.states[-1]), {})
        kind = kind_of(tables, failure, text[failure.start : failure.end])
        if row.setdefault(kind, name) != name:
            wrong.append(f"{name}: this example fails like one of {row[kind]}: {text}")
    if wrong:
        raise ValueError("\n".join(wrong))
    for row in labels.values():
        if len(names := set(row.values())) == 1:
            row[""] = names.pop()
    data["labels"] = {state: labels[state] for state in sorted(labels, key=int)}


def examples(name: str, text: str) -> list[tuple[str, str]]:
    """Take a file of malformed examples apart: the file's name is their label."""
    return [(name, part) for part in text.split(SEPARATOR)]


def regenerate(folder: str) -> str:
    """Make the shipped data from a grammar folder."""
    import json

    from cxrules.syntax.wording import LABELS

    with open(f"{folder}/cxrules.lark", encoding="utf-8") as file:  # noqa: PTH123 - the core has no pathlib
        data = generate(file.read())
    malformed: list[tuple[str, str]] = []
    for name in sorted(LABELS):
        with open(f"{folder}/malformed/{name}.cxr", encoding="utf-8") as file:  # noqa: PTH123 - the core has no pathlib
            malformed += examples(name, file.read())
    label(data, malformed)
    return json.dumps(data, separators=(",", ":")) + "\n"
