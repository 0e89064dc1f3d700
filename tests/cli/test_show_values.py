"""`show` on what a model says beside criteria, rules and levels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.formats.model import Model

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

BLOCKS = (
    "Source:        Own work\nBlank ratings: count none in what is stated\nWeaknesses:    needed below most",
    "The club (club):\n  1  Young\n  2  Old",
    "Kinds of elements:\n  bed  in capability: 3 beds",
    "NORTH Northern plots:\n  P.1  Roses (2 beds, 3 criteria)",
    "Sets:\n  roses  Where roses grow",
    "Views:\n  spring  Spring round (2 capabilities)\n  autumn  Autumn round (1 capability)",
    "Values:\n  fine   In order (of bed)\n  score  of capability\n  share  of capability",
    "Decisions:\n  together  Plots together (of instances)\n  state     State (of capability)",
    "Judgements:\n  neglected  What is missing endangers the bed (on bed)",
    """\
Inputs:
  rain   Rain in the season: number 0 to 2000
  tools  Tools (of capability): one of own, lent""",
    "Beside each rating:\n  sure  How sure one is: 1 to 5",
    "Properties:\n  size  of capability",
    "Parameters:\n  dry  Dry below: 300, 350 from 2027-01-01",
    "Contexts:\n  drought  It did not rain",
    "Findings:\n  fungus  There is a fungus",
    """\
Profile small, A small club:
  sets dry = 200             Clay
  leaves out P.2             No herbs
  adds to P.1                There is a hedge
  replaces the rule P.1.R.1  Resistant roses""",
)


def test_the_overview_lists_all_of_it(run: Run, garden: Path) -> None:
    ran = run("show", "garden")
    assert (ran.code, ran.err) == (0, "")
    blocks = ran.out.split("\n\n")
    assert [block for block in BLOCKS if block not in blocks] == []


PAGES = {
    "P.1": """\
Roses
capability P.1

Group:       NORTH Northern plots
With:        size 3
Declared in: garden/model.cxr:46

Bed P.1.B.1 Climbing roses:
  P.1.C.1  Cut in spring
  P.1.C.2  Watered (conditional)

Bed P.1.B.2 Wild roses:
  P.1.C.3  Left alone

Its levels also require:
  level 2  finding fungus or P.1.C.1 is all

Worked out for it:
  score  mean of it over every criterion (blank counts 0) rounded half up to 0.1
  share  share of every criterion that is at least some
  state  State

Stated:
  tools  Tools

Rules that name it:
  P.1.R.1  Fungus
""",
    "P.1.B.1": """\
Climbing roses
bed P.1.B.1

Belongs to:  P.1 Roses
Declared in: garden/model.cxr:47

Criteria:
  P.1.C.1  Cut in spring
  P.1.C.2  Watered (conditional)

Worked out for it:
  fine  In order

Judged:
  neglected  What is missing endangers the bed
""",
    "P.1.C.1": """\
Cut in spring
criterion P.1.C.1

Belongs to:  P.1.B.1 Climbing roses in P.1 Roses
Needs:       record "cutting plan" not older than 12 months
Declared in: garden/model.cxr:48

Rules that name it:
  P.1.R.1  Fungus
""",
    "P.1.C.2": """\
Watered
criterion P.1.C.2

Belongs to:   P.1.B.1 Climbing roses in P.1 Roses
Applies when: rain below parameter dry
Declared in:  garden/model.cxr:51
""",
    "P.2.C.1": """\
Harvested
criterion P.2.C.1

Belongs to:  P.2.B.1 Kitchen herbs in P.2 Herbs
Declared in: garden/model.cxr:63

  Rated  when
  all    rain at least 500
  some   otherwise

Rules that name it:
  P.2.R.1  warn when P.2.C.1 is none and context drought
""",
    "fine": """\
In order
value fine of bed

Because:     The club looks at beds as a whole
Declared in: garden/model.cxr:71

  value fine "In order" of bed
    = every criterion is at least most and (every criterion is all or not judged neglected)
    because "The club looks at beds as a whole"

Used by:
  level 1  Kept
""",
    "P.1.score": """\
value score of capability

Declared in: garden/model.cxr:75

  value score of capability = mean of it over every criterion (blank counts 0) rounded half up to 0.1

Used by:
  decision state  State
  level 2         Cared for
""",
    "together": """\
Plots together
decision together of instances

Rows: the first that fits counts

  When                        Then
  every instance is the same  that
  some instance is none       judgement { none, some } but none when every instance is at most some
  otherwise                   open because "The club has not said"

Source:      Club rules, 4
Declared in: garden/model.cxr:18

Used by:
  method teams  Teams together
""",
    "state": """\
State
decision state of capability

Outcomes: on the scale answer
Rows:     one fits, whatever is found

  When              Then
  score at least 2  all
  score below 2     judgement { none, some }

Declared in: garden/model.cxr:78
""",
    "neglected": """\
What is missing endangers the bed
judgement neglected on bed

Answers:     yes or no, with who judged and why
Recorded as: judgements: {ID.neglected: {answer: …, by: …, because: "…"}}

Used by:
  value fine  In order
""",
    "rain": """\
Rain in the season
input rain, number 0 to 2000

Stated as: values: {rain: …}

Source:      Weather service
Declared in: garden/model.cxr:30

Used by:
  P.1.C.2  applies when rain below parameter dry
  P.2.C.1  all when rain at least 500
""",
    "tools": """\
Tools
input tools, one of own, lent

Asked of:  capability
Stated as: values: {P.1.tools: …}

Declared in: garden/model.cxr:31

Asked of:
  P.1  Roses
  P.2  Herbs

Used by:
  level 2  Cared for
""",
    "sure": """\
How sure one is
facet sure, 1 to 5

Stated as: {rating: …, sure: 5}, beside each rating
""",
    "size": """\
property size of capability

Where none is stated:
  capability  1

Carried by:
  P.1  3 Roses
""",
    "dry": """\
Dry below
parameter dry

Type:   number
Value:  300, 350 from 2027-01-01
Source: Club rules, 2

Used by:
  P.1.C.2  applies when rain below parameter dry
""",
    "roses": """\
Where roses grow
set roses

In it:
  P.1  Roses

Used by:
  club level 2  Old
""",
    "bed": """\
kind bed in capability

Beds:
  P.1.B.1  Climbing roses
  P.1.B.2  Wild roses
  P.2.B.1  Kitchen herbs

Used by:
  level 1  Kept
""",
    "club": """\
The club
maturity club, cumulative

1 Young

2 Old:
  requires  every capability of roses reaches level 2
""",
    "levels": """\
levels of a capability, cumulative

0 Wild

1 Kept:
  requires  every bed is fine

2 Cared for:
  requires  score at least 2 and tools is own
""",
    "fungus": """\
There is a fungus
finding fungus

Subjects: to be named where it is asserted

Rules that name it:
  P.1.R.1  Fungus

Also used by:
  level 2 of P.1  finding fungus or P.1.C.1 is all
""",
    "drought": """\
It did not rain
context drought

Rules that name it:
  P.2.R.1  warn when P.2.C.1 is none and context drought
""",
    "spring": """\
Spring round
view spring

In it:
  P.1  Roses
  P.2  Herbs
""",
    "answer": """\
scale answer

Values from the lowest:
  later  Not yet
  none   None, value 0
  some   Some, value 1
  most   Most, value 2
  all    All, value 3
""",
    "teams": """\
Teams together
method teams, scale answer

Criteria:    judged
Instances:   by the decision together
Declared in: garden/model.cxr:13
""",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_on_a_thing(name: str, run: Run, garden: Path) -> None:
    assert run("show", "garden", name) == (0, PAGES[name], "")


def test_a_profile_is_shown_with_its_text(run: Run, garden: Path) -> None:
    out = run("show", "garden", "small").out
    assert out.startswith("A small club\nprofile small of garden\n")
    assert "  What it does               because\n  sets dry = 200             Clay\n" in out
    assert '\n    drop P.2 because "No herbs"\n' in out


def test_a_model_is_shown_as_a_profile_makes_it(run: Run, garden: Path) -> None:
    out = run("show", "garden", "--profile", "small").out
    assert (
        "Tailored:      small: sets dry = 200, leaves out P.2, adds to P.1, replaces the rule P.1.R.1\n"
        in out
    )
    assert "\n  dry  Dry below: 200\n" in out
    assert "P.1.C.9" in run("show", "garden", "P.1", "--profile", "small").out
    ran = run("show", "garden", "--profile", "smal")
    assert ran == (2, "", "Error: There is no profile 'smal'. Did you mean small?\n")


def test_an_id_may_mean_several_things(run: Run, garden: Path) -> None:
    text = (garden / "garden" / "model.cxr").read_text(encoding="utf-8")
    target = '\ntarget roses "Roses for the show" { P.1 reach level 2 }\n'
    (garden / "garden" / "model.cxr").write_text(text + target, encoding="utf-8")
    out = run("show", "garden", "roses").out
    assert "target roses" in out
    assert "set roses" in out
    document = json.loads(run("show", "garden", "roses", "--format", "json").out)
    assert [each["id"] for key in ("targets", "sets") for each in document[key]] == ["roses", "roses"]


def test_the_model_as_json_keeps_to_its_schema(run: Run, garden: Path) -> None:
    document = json.loads(run("show", "garden", "--format", "json").out)
    Model.model_validate(document)
    assert document["values"][0]["text"].startswith('value fine "In order" of bed\n  = every criterion')
    assert document["decisions"][0]["rows"][0] == {"when": "every instance is the same", "then": "that"}
    assert document["organisations"][0]["levels"][1]["requires"] == (
        "every capability of roses reaches level 2"
    )
    (dry,) = document["parameters"]
    assert dry["values"] == [{"from": None, "value": "300"}, {"from": "2027-01-01", "value": "350"}]
    roses = document["capabilities"][0]
    assert [each["id"] for each in roses["elements"]] == ["P.1.B.1", "P.1.B.2"]
    assert roses["criteria"][0]["needs"] == ['record "cutting plan" not older than 12 months']
    assert roses["criteria"][1]["applies-when"] == "rain below parameter dry"
    assert roses["requires"] == [{"level": 2, "requires": "finding fungus or P.1.C.1 is all"}]
    herbs = document["capabilities"][1]
    assert herbs["criteria"][0]["rates"][1] == {"rating": "some", "when": "otherwise"}
    assert [each["change"] for each in document["profiles"][0]["changes"]] == [
        "set",
        "drop",
        "extend",
        "replace",
    ]
    assert document["sets"] == [{"id": "roses", "title": "Where roses grow", "members": ["P.1"]}]


@pytest.mark.parametrize("name", [*PAGES, "small", "P.1.R.1", "NORTH"])
def test_a_part_as_json_keeps_to_the_schema_too(name: str, run: Run, garden: Path) -> None:
    document = json.loads(run("show", "garden", name, "--format", "json").out)
    Model.model_validate(document)
    whole = json.loads(run("show", "garden", "--format", "json").out)
    assert document.keys() == whole.keys()
    kept = [key for key, entries in document.items() if entries and entries != whole[key]]
    assert len(kept) <= 1
