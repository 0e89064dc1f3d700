"""Parse and check of rulesets, in one process: against a plain lark parse, and check against parse.

The shipped model with all it uses, and made-up rulesets of 1 000, 10 000 and 100 000 lines. The baseline
does less: it parses to a tree with positions, and checks nothing. Of the shipped model, and of one grown to
two thousand criteria, what check does beyond parsing is also held against parsing.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.generate import write
from bench.large import write_large
from bench.plain_lark import plain_lark
from bench.timing import Time, in_process, rows, show
from cxrules.syntax.parse import parse
from cxrules.text import Source
from cxrules.text.pause import collector_paused
from cxrules.workspace.checking import check_package, check_path
from cxrules.workspace.loading import Reader, load
from cxrules.workspace.packages import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lark import Lark

RULESETS = Path(__file__).resolve().parents[1] / "rulesets"
LINES = {1_000: 9, 10_000: 5, 100_000: 1}
"""How many rounds each length gets."""

BASELINE = "plain lark, LALR with positions"
PARSE, CHECK, FOLDER = "cxrules: parse", "cxrules: parse and check", "cxrules check of its folder"
BEYOND = "cxrules: check beyond parsing"
BOUND = 1.5


def run(lines: Mapping[int, int] = LINES, rounds: int = 15) -> None:
    """Measure and print."""
    lark = plain_lark()
    shipped = sorted(RULESETS.rglob("*.cxr"))
    times = _measured(lark, shipped, RULESETS / "automotive-spice", rounds)
    show(
        f"The shipped model ({_length(shipped)} lines, {rounds} rounds)",
        rows(times, BASELINE, {CHECK: BOUND}),
    )
    _show_beyond("The shipped model", RULESETS / "automotive-spice", rounds, bound=None)
    with TemporaryDirectory() as folder:
        _show_beyond("A model", write_large(RULESETS, Path(folder)), rounds)
        found = {}
        for many, turns in lines.items():
            file = write(many, Path(folder))
            found[many] = _measured(lark, [file], file, turns)
            title = f"A made-up model ({_length([file])} lines, {turns} rounds)"
            show(title, rows(found[many], BASELINE, {CHECK: BOUND}))
        _show_growth({many: times[CHECK] for many, times in found.items()})


def _measured(lark: Lark, files: Sequence[Path], checked: Path, rounds: int) -> dict[str, Time]:
    texts = [file.read_text(encoding="utf-8") for file in files]
    sources = [Source(str(file), text) for file, text in zip(files, texts, strict=True)]
    assert not check_path(checked)
    candidates: dict[str, Callable[[], object]] = {
        BASELINE: lambda: [lark.parse(text) for text in texts],
        PARSE: lambda: [parse(source) for source in sources],
        CHECK: lambda: check_package(checked),
    }
    if checked.is_dir():  # holds a second package, the guidelines, which is then checked by itself as well
        candidates[FOLDER] = lambda: check_path(checked)
    return in_process(candidates, rounds)


def _show_beyond(title: str, root: Path, rounds: int, bound: float | None = BOUND) -> None:
    """What check does with a package that is parsed already, against parsing it with all it uses."""
    reader = Reader(shown)
    analysis = load(root, reader).analysis
    assert analysis is not None
    assert not check_package(root, reader)
    sources = [source for package in analysis.packages for source, _ in package.files]
    capabilities, rules = analysis.ruleset.capabilities, analysis.ruleset.rules
    criteria = sum(len(each.criteria) for each in capabilities.values())

    def parsed() -> None:
        with collector_paused():
            for source in sources:
                parse(Source(source.name, source.text))

    def beyond() -> None:
        with collector_paused():
            check_package(root, reader)

    times = in_process({PARSE: parsed, BEYOND: beyond}, rounds)
    what = f"{criteria:,} criteria, {len(rules)} rules, {len(capabilities)} processes"
    show(
        f"{title} of {what}: check beyond parsing ({rounds} rounds)",
        rows(times, PARSE, {BEYOND: bound} if bound else {}),
    )


def _length(files: Sequence[Path]) -> int:
    return sum(file.read_text(encoding="utf-8").count("\n") for file in files)


def _show_growth(times: Mapping[int, Time]) -> None:
    """The time a line, which stays the same where the work is linear."""
    print("\nParse and check, time a line")
    for lines, time in times.items():
        print(f"  {lines:>7} lines  {time.processor / lines * 1e6:7.1f} us")


if __name__ == "__main__":
    run()
