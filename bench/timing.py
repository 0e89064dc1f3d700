"""How the benches measure and print: the candidates take turns, and medians are compared.

Taking turns matters: a machine that slows down for a while then slows all candidates alike. What counts is
the processor's time, so that other work on the machine hardly does; whole processes show the time on the
clock as well. No threshold is enforced anywhere; a bound is printed beside the ratio it is meant for.
"""

from __future__ import annotations

import gc
import os
import subprocess
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Time(NamedTuple):
    """Medians in seconds: of the processor, and of the clock on the wall where that was taken."""

    processor: float
    clock: float | None = None


class Row(NamedTuple):
    """One line of a table; `bound` is how many times the baseline it may take."""

    name: str
    time: Time
    baseline: Time
    bound: float | None


def in_process(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Time]:
    """The time of each function, called in turns in this process; the first round does not count."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(rounds + 1):
        for name, call in candidates.items():
            gc.collect()
            begun = process_time()
            call()
            ended = process_time()
            if turn:
                taken[name].append(ended - begun)
    return {name: Time(median(each)) for name, each in taken.items()}


def processes(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    environments: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Time]:
    """The time of each command from start to end, in turns; the first round does not count.

    Raises RuntimeError where a command ends with something else than 0 or 1, which is a verdict.
    """
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            environment = {**os.environ, **(environments or {}).get(name, {})}
            processor, begun = _of_children(), perf_counter()
            done = subprocess.run(
                command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
            )
            ended = perf_counter()
            if done.returncode not in {0, 1}:
                told = done.stderr.decode(errors="replace")
                raise RuntimeError(f"{name} ended with {done.returncode}: {told}")
            if turn:
                taken[name].append((_of_children() - processor, ended - begun))
    return {
        name: Time(median(one for one, _ in each), median(other for _, other in each))
        for name, each in taken.items()
    }


def _of_children() -> float:
    """The processor's time of all ended child processes, in seconds."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rows(times: Mapping[str, Time], baseline: str, bounds: Mapping[str, float] | None = None) -> list[Row]:
    """Each candidate against the baseline, which comes first."""
    ordered = [baseline, *(name for name in times if name != baseline)]
    return [Row(name, times[name], times[baseline], (bounds or {}).get(name)) for name in ordered]


def show(title: str, found: Sequence[Row]) -> None:
    """Print a table: processor's time and its ratio to the baseline, then the same on the clock."""
    widest = max(len(row.name) for row in found)
    print(f"\n{title}")
    for row in found:
        line = f"  {row.name:<{widest}}  {_compared(row.time.processor, row.baseline.processor)}"
        if row.time.clock is not None and row.baseline.clock is not None:
            line += f"   clock {_compared(row.time.clock, row.baseline.clock)}"
        print(line + (f"   (at most {row.bound:g})" if row.bound is not None else ""))


def _compared(seconds: float, baseline: float) -> str:
    return f"{_words(seconds):>10} {seconds / baseline:7.2f} x"


def _words(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} us"  # noqa: PLR2004 # a millisecond
