"""What `evaluate` prints, as an assessor reads it."""

import pytest

from cxrules.reports import levels
from cxrules.reports.columns import ASCII, UNICODE, width
from cxrules.reports.level_table import standing
from cxrules.reports.names import Look
from tests.reports.samples import NAMES, capability, result

ASK = "cxrules explain assessment.yaml"

PAGE = """\
Brake ECU, supplier assessment (brake-ecu-2026-q4)
automotive-spice 4.0.0 · 2026-11-20 · audit reading · method R2 · draft

Process                                              Level                Target     1.1   2.1   2.2
MAN.3  Project Management                            2 Managed            2 met     ███F  ███F  ██·L
SWE.1  Software Requirements Analysis                1 Performed          2 missed  ██·L  ███F  ██·L
SWE.2  Software Architectural Design                 1, up to 2 possible  2 open    ███F     ?  ██·L
SWE.3  Software Detailed Design and Unit Construct…  0, up to 1 possible  2 missed     ?   ?-L  ···N
SUP.1  Quality Assurance                             not rated            2 open       ?     ?     ?
ACQ.4  Supplier Monitoring                           not applicable                  n/a   n/a   n/a
Process attributes PA.1.1 to PA.2.2: N Not achieved, P Partially achieved, L Largely achieved,
F Fully achieved, ? open.

Rules: 1 broken, 1 deviated from, 1 undecidable, 1 kept and 2 not triggered.

Broken rules:
  SUP.1.RL.3: SUP.1.PA.1.1 is rated F, but the rule says: cap SUP.1.PA.1.1 at L when SUP.1.BP3 at
    most P.

Deviations:
  SUP.8.RL.6 on SUP.8.BP7 in app: Baselines are kept by the customer.

Cannot be decided yet:
  MAN.3.RL.19 on MAN.3.BP3: needs SYS.2.BP3

Assessors disagree on 1 rating: SWE.3.PA.1.1 (lead L, co P).
1 open rating decides the target: SWE.2.PA.2.1.
Not rated at all: process SUP.1.

Target vda-cl2 is missed: 2 of 5 processes do not reach it (SWE.1 at 1 of 2 and SWE.3 at 0 of 2);
open: SWE.2 at 1 of 2 and SUP.1 not rated.
Why? cxrules explain assessment.yaml SWE.1 --why-not 2
"""

NARROW = """\
Process  Level           Target    1.1  2.1  2.2
MAN.3    2               2 met       F    F    L
SWE.1    1               2 missed    L    F    L
SWE.2    1 to 2          2 open      F    ?    L
SWE.3    0 to 1          2 missed    ?  ?-L    N
SUP.1    not rated       2 open      ?    ?    ?
ACQ.4    not applicable            n/a  n/a  n/a
"""


def page(columns: int = 100, *, ascii_only: bool = False, every: bool = False, **changed: object) -> str:
    look = Look(columns, ASCII if ascii_only else UNICODE)
    return levels.render({**result(), **changed}, NAMES, look, ask=ASK, every=every)


def test_the_page() -> None:
    assert page() == PAGE


def test_without_unicode_it_says_the_same() -> None:
    text = page(ascii_only=True)
    assert text.isascii()
    assert "MAN.3  Project Management                            2 Managed            2 met     ###F" in text


def test_a_narrow_terminal_gets_neither_bars_nor_titles() -> None:
    assert NARROW in page(56)


@pytest.mark.parametrize("columns", [56, 70, 80, 100])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = [line for line in page(columns).splitlines() if not line.startswith("Why? ")]
    assert max(map(width, lines)) <= columns


def test_everything_on_request() -> None:
    text = page(every=True)
    assert "SUP.8  Configuration Management" in text
    assert "out of scope" in text
    assert "3.2" in text.splitlines()[3]
    assert "Kept rules:\n  SYS.2.RL.8 on SYS.2.BP3" in text


def test_wide_characters_keep_the_columns_straight() -> None:
    names = NAMES._replace(
        titles={**NAMES.titles, "MAN.3": "项目管理", "SWE.1": "Cafe\N{COMBINING ACUTE ACCENT}"}
    )
    lines = levels.render(result(), names, Look(100, UNICODE), ask=ASK).splitlines()
    head = lines[3]
    assert [width(line[: line.index(" Managed") - 1]) for line in lines if line.startswith("MAN.3")] == [
        head.index("Level")
    ]
    assert [width(line[: line.index(" Performed") - 1]) for line in lines if line.startswith("SWE.1")] == [
        head.index("Level")
    ]


def test_a_file_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in page(title="\x1b[31mred\nsecond line")


def test_a_target_that_is_met() -> None:
    entry = capability("SWE.1", "rated", 2, 2, 2, "F F L ? ?")
    text = page(capabilities=[entry], target={"id": "vda-cl2", "title": "", "met": True}, disagreements=[])
    assert "Target vda-cl2 is met: all it asks of 1 process is reached.\n" in text
    assert text.endswith("Why? cxrules explain assessment.yaml SWE.1\n")


def test_a_target_that_only_lacks_ratings() -> None:
    entry = capability("SWE.2", "open", 1, 2, 2, "F ? L ? ?")
    text = page(capabilities=[entry], target={"id": None, "title": "", "met": False})
    assert "The target is not met yet: open for 1 of 1 process (SWE.2 at 1 of 2).\n" in text


def test_without_a_target_there_is_no_verdict() -> None:
    entries = [capability("SWE.2", "open", 1, 2, None, "F ? L ? ?")]
    text = page(capabilities=entries, target=None)
    assert "arget" not in text
    assert "1 open rating can still change a level: SWE.2.PA.2.1." in text


def test_nothing_rated_at_all() -> None:
    assert "No process is rated, and none is in scope." in page(capabilities=[], rules=[], target=None)


@pytest.mark.parametrize(
    ("state", "level", "possible", "target", "said"),
    [
        ("rated", 2, 2, 2, "met"),
        ("rated", 1, 1, 2, "missed"),
        ("open", 1, 2, 2, "open"),
        ("open", 0, 1, 2, "missed"),
        ("not-rated", None, 5, 2, "open"),
        ("out-of-scope", None, None, 2, "missed"),
        ("not-applicable", None, None, 2, ""),
        ("rated", 2, 2, None, ""),
    ],
)
def test_how_a_capability_stands(
    state: str, level: int | None, possible: int | None, target: int | None, said: str
) -> None:
    assert standing(capability("SWE.1", state, level, possible, target, "F F L ? ?")) == said
