"""Rulesets of any length, made up: a model with its own framework, many capabilities, and rules between them.

The shapes are those of the shipped rulesets: titles, links, tags, causes, templates, comments. The same
number of lines gives the same text. `python -m bench.generate 10000 FOLDER` writes one to look at.
"""

from __future__ import annotations

import sys
from pathlib import Path

FRAMEWORK = """\
# A made-up model, written by a program: see bench/generate.py.

model generated version 1.0.0
  title "Made up, to be parsed and checked"
  source "Nobody's"

scale nplf "Achievement" met from L {
  N "Not achieved" 0% .. 15% value 0
  P "Partially achieved" > 15% .. 50% value 1
  L "Largely achieved" > 50% .. 85% value 2
  F "Fully achieved" > 85% .. 100% value 3
}

method mean "Mean of criteria, then of instances" {
  criteria mean, half rounds up
  instances mean, half rounds up
}

attribute PA.1.1 "Performance" at level 1 { from criteria of capability }

attribute PA.2.1 "Management" at level 2 {
  achievements 3
  practice GP.2.1.1 "Plan the work" shows achievement 1
  practice GP.2.1.2 "Follow the plan" shows achievement 2
  practice GP.2.1.3 "Provide what is needed" shows achievement 3
}

levels cumulative from 0 {
  0 "Incomplete"
  1 "Performed" requires PA.1.1 at least L
  2 "Managed"
    requires every attribute at level 2 is at least L and every attribute below level 2 is F
}

tag trace "Links between work products"
tag comm "Agreed and made known"
cause plan-incomplete "The plan does not cover all of the work"

rule G.1 for every capability
  lower GP.2.1.2
  when GP.2.1.1 below F for cause plan-incomplete
  source "Nobody's, rule G.1"
  because "What was not planned cannot be followed"
"""

PART = """
# ---------------------------------------------------------------- part {n}

group G{n} "Group {n}"
item 01-{n} "Information item {n}"
cause links-missing-{n} "Links between work products of group {n} are missing"

capability G{n}.1 "Capability one of group {n}" in G{n} {{
  purpose "Do what group {n} is there for"
  outcomes 3
  criterion BP1 "Say what is to be done" shows outcome 1
  criterion BP2 "Do it, and say so" shows outcome 2 tagged comm
  criterion BP3 "Link what was done to what was wanted" shows outcome 1, 3 tagged trace  # both ways
  item 01-{n} shows outcome 1, 2
}}

capability G{n}.2 "Capability two of group {n}" in G{n} {{
  purpose "Check what the first one did"
  outcomes 2
  criterion BP1 "Choose what to check" shows outcome 1 weight 2
  criterion BP2 "Check it" shows outcome 2
  criterion BP3 "Link the results to what was checked" shows outcome 2 tagged trace
}}

rule G{n}.RL.1
  cap G{n}.2.PA.1.1 at L
  when G{n}.2.BP1 at most P
  source "Nobody's, rule G{n}.RL.1"
  because "What is not chosen is not checked"

rule G{n}.RL.2
  lower G{n}.2.BP3
  when any of G{n}.1.BP3, G{n}.2.BP1 below F for cause links-missing-{n}
  source "Nobody's, rule G{n}.RL.2"
  because "Links need two ends"
"""


def ruleset(lines: int) -> str:
    """A model of about this many lines, which checks clean."""
    parts = [FRAMEWORK]
    count = FRAMEWORK.count("\n")
    number = 0
    while count < lines:
        number += 1
        parts.append(PART.format(n=number))
        count += PART.count("\n")
    return "".join(parts)


def write(lines: int, folder: Path) -> Path:
    """Write such a model into a folder and give its file."""
    file = folder / f"generated-{lines}.cxr"
    file.write_text(ruleset(lines), encoding="utf-8")
    return file


if __name__ == "__main__":
    print(write(int(sys.argv[1]), Path(sys.argv[2])))
