"""`cxrules trend`: assessments of several years in, what rose and fell and why out; and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from cxrules.exchange.formats import schema
from cxrules.exchange.formats.trend import Trend
from tests.cli.bakeries import MODEL, assessment, write_model, write_years

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")

YEARS = ("2026.yaml", "2024.yaml", "2025.yaml")


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: a model and three years of a bakery."""
    folder = tmp_path / "work"
    write_years(folder)
    monkeypatch.chdir(folder)
    return folder


def refusal(run: Run, *arguments: str) -> str:
    ran = run("trend", *arguments)
    assert (ran.code, ran.out) == (2, "")
    return " ".join(ran.err.split())


def data(run: Run, *arguments: str) -> Trend:
    return Trend.model_validate_json(run("trend", *arguments, "--format", "json").out)


BRIEF = (
    "2024-11-20 to 2025-11-20: 2 rose, 0 fell.\n"
    "  BAK.1 Bread rose from 0 to 1:\n"
    '    BAK.1.PA.1.1 Process performance: P, now L (E1) "as of <2025-11-20>"\n'
    "  shop The shop rose from 0 to 1:\n"
    "    BAK.1 Bread: level 0, now 1\n"
    "\n"
    "2025-11-20 to 2026-11-20: 1 rose, 2 fell.\n"
    "  BAK.2 Cake fell from 1 to 0:\n"
    '    BAK.2.PA.1.1 Process performance: L, now P (E1) "as of <2026-11-20>"\n'
    "  shop The shop fell from 1 to 0:\n"
    "    BAK.2 Cake: level 1, now 0\n"
    "  BAK.1 Bread rose from 1 to 2:\n"
    '    BAK.1.PA.1.1 Process performance: L, now F (E1) "as of <2026-11-20>"\n'
    '    BAK.1.PA.2.1 Performance management: P, now L (E1) "as of <2026-11-20>"\n'
    '    BAK.1.PA.2.2 Work product management: P, now L (E1) "as of <2026-11-20>"\n'
    "\n"
    "1 measure and all intervals: --details tells them.\n"
)


def test_in_brief_falls_come_first_and_only_with_what_made_them_so(run: Run, years: Path) -> None:
    out = run("trend", *YEARS).out
    assert out.endswith(BRIEF)
    assert "Also changed" not in out


def test_what_turned_a_level_is_told_from_what_it_rests_on(run: Run, years: Path) -> None:
    because = data(run, *YEARS).capabilities[0].changes[0].because
    assert [(each.subject, each.decides, each.turned) for each in because] == [
        ("BAK.1.PA.1.1", True, True),
        ("BAK.1.BP1", False, False),
    ]


KIOSK = """\
model kiosk version 1.0.0
  title "Kiosk"
  source "Own work"
  uses framework iso-33020 version ^2019

table survey { shop : text instance  stars : count 1 .. 5 }

metric liked "Likes it" from survey : percent { share of rows where stars at least 4  interval wilson 90% }
metric loved "Loves it" from survey : percent { share of rows where stars at least 5  interval wilson 90% }

capability K "Kiosk" {
  criterion C1 "Guests like it" { rate F when liked at least 50% otherwise N }
  criterion C2 "Prices hang out" { }
  level 1 requires every criterion is F
}
"""


def kiosk(folder: Path, year: int, north: str, south: str) -> str:
    rows = [f"{shop},{each}\n" for shop, stars in (("north", north), ("south", south)) for each in stars]
    (folder / f"k{year}.csv").write_text("shop,stars\n" + "".join(rows), encoding="utf-8")
    head = f"cxrules: 1\nassessment: kiosk-{year}\nmodel: ./kiosk\ndate: {year}-11-20\nreading: derive\n"
    rest = f"instances: {{north: {{}}, south: {{}}}}\nup-to-level: 1\ntables: {{survey: k{year}.csv}}\n"
    ratings = "ratings: {K.C2: F, K.PA.1.1: F}\n"
    (folder / f"k{year}.yaml").write_text(head + rest + ratings, encoding="utf-8")
    return f"k{year}.yaml"


@pytest.fixture
def kiosks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two years of a kiosk with two shops: in one of them it is hardly liked any more."""
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "model.cxr").write_text(KIOSK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return [kiosk(tmp_path, 2025, "5" * 40, "4" * 40), kiosk(tmp_path, 2026, "5" * 40, "1" * 30 + "4" * 10)]


def test_a_fall_names_the_figure_of_the_instance_that_failed(run: Run, kiosks: list[str]) -> None:
    out = run("trend", *kiosks).out
    assert (
        "  K Kiosk fell from 1 to 0:\n"
        "    K.C1 Guests like it: F, now L\n"
        "      liked of south Likes it: 100.0 %, now 25.0 %\n"
    ) in out
    assert "of north" not in out


def test_measures_that_surely_moved_stand_in_a_table(run: Run, kiosks: list[str]) -> None:
    assert run("trend", *kiosks).out.endswith(
        "Measures that surely moved (+ and - where they did):\n"
        "               2025-11-20  2026-11-20\n"
        "  Likes it, %      100.0        62.5-\n"
        "5 other measures and all intervals: --details tells them.\n"
    )


def test_the_whole(run: Run, years: Path) -> None:
    ran = run("trend", *YEARS, "--details")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Small bakery model (bakery): 3 assessments.\n"
        "  2024-11-20  Shop shop-2024, bakery 1.2.0, 2024.yaml\n"
        "  2025-11-20  Shop shop-2025, bakery 1.2.0, 2025.yaml\n"
        "  2026-11-20  Shop shop-2026, bakery 1.2.0, 2026.yaml\n"
        "\n"
        "Level          2024-11-20  2025-11-20  2026-11-20  target\n"
        "BAK.1 Bread             0           1           2       2\n"
        "BAK.2 Cake            1-2           1           0       1\n"
        "shop The shop           0           1           0       –\n"
        "\n"
        "Progress to the target To open the shop of shop-2026, since 2024-11-20:\n"
        "  BAK.1 Bread: 0 to 2: 100 %, target met\n"
        "  BAK.2 Cake: target missed; undefined: the first level is the target\n"
        "\n"
        "2024-11-20 to 2025-11-20: 2 rose, 0 fell.\n"
        "  BAK.1 Bread rose from 0 to 1:\n"
        '    BAK.1.PA.1.1 Process performance: P, now L (E1) "as of <2025-11-20>"\n'
        "    Also changed:\n"
        '      BAK.1.BP1 Choose the flour: P, now L (E1) "as of <2025-11-20>"\n'
        "  shop The shop rose from 0 to 1:\n"
        "    BAK.1 Bread: level 0, now 1\n"
        "\n"
        "2025-11-20 to 2026-11-20: 1 rose, 2 fell.\n"
        "  BAK.1 Bread rose from 1 to 2:\n"
        '    BAK.1.PA.1.1 Process performance: L, now F (E1) "as of <2026-11-20>"\n'
        '    BAK.1.PA.2.1 Performance management: P, now L (E1) "as of <2026-11-20>"\n'
        '    BAK.1.PA.2.2 Work product management: P, now L (E1) "as of <2026-11-20>"\n'
        "    Also changed:\n"
        '      BAK.1.BP1 Choose the flour: L, now F (E1) "as of <2026-11-20>"\n'
        "  BAK.2 Cake fell from 1 to 0:\n"
        '    BAK.2.PA.1.1 Process performance: L, now P (E1) "as of <2026-11-20>"\n'
        "  shop The shop fell from 1 to 0:\n"
        "    BAK.2 Cake: level 1, now 0\n"
        "    Also changed:\n"
        "      BAK.1 Bread: level 1, now 2\n"
        "\n"
        "Likes it (liked)\n"
        "  2024-11-20  16.7 % (3.8 to 50.2)\n"
        "  2025-11-20  50.0 % (22.1 to 77.9), +33.3, the intervals overlap\n"
        "  2026-11-20  100.0 % (68.9 to 100.0), +50.0, the intervals overlap\n"
    )


def test_data_follows_the_published_schema(run: Run, years: Path) -> None:
    out = run("trend", *YEARS, "--format", "json").out
    jsonschema.Draft202012Validator(schema("trend")).validate(json.loads(out))
    found = Trend.model_validate_json(out)
    assert [each.date for each in found.assessments] == ["2024-11-20", "2025-11-20", "2026-11-20"]
    bread, cake = found.capabilities
    assert [each.percent for each in bread.progress] == ["0.00", "50.00", "100.00"]
    assert [each.change for each in bread.changes] == ["rose", "rose"]
    assert [(each.change, each.old, each.new) for each in cake.changes] == [("fell", 1, 0)]
    assert cake.changes[0].because[0].evidence == ["E1"]
    assert {each.reason for each in cake.progress} == {"the first level is the target"}
    assert [each.value for each in found.measures[0].changes] == ["33.33", "50.00"]


def test_the_order_of_files_is_of_no_account(run: Run, years: Path) -> None:
    assert run("trend", *YEARS).out == run("trend", *sorted(YEARS)).out


def test_another_target(run: Run, years: Path) -> None:
    out = run("trend", *YEARS, "--target", "easy").out
    assert (
        "Progress to the target To begin, since 2024-11-20:\n  BAK.1 Bread: 0 to 1: 100 %, target met\n"
        in out
    )
    assert "BAK.2 Cake: target" not in out
    assert data(run, *YEARS, "--target", "easy").capabilities[0].progress[2].percent == "200.00"


def test_half_of_the_way(run: Run, years: Path) -> None:
    assert "  BAK.1 Bread: 0 to 2: 50 %\n" in run("trend", "2024.yaml", "2025.yaml").out


def test_a_picture(run: Run, years: Path) -> None:
    ran = run("trend", *YEARS, "--format", "svg", "-o", "out.svg")
    assert (ran.code, ran.out) == (0, "")
    text = (years / "out.svg").read_text(encoding="utf-8")
    ET.fromstring(text)  # noqa: S314 - our own
    assert "BAK.2 Cake: 2024-11-20 1-2, 2025-11-20 1, 2026-11-20 0, target 1." in text
    assert "prefers-color-scheme:dark" in text


def test_versions_may_differ_and_are_shown(run: Run, years: Path) -> None:
    write_model(years / "old", MODEL.replace("1.2.0", "1.1.0"))
    text = assessment("shop-2023", "2023-11-20", "PPPPF")
    (years / "old" / "2023.yaml").write_text(text, encoding="utf-8")
    out = run("trend", "2024.yaml", "old/2023.yaml").out
    assert "2023-11-20  Shop shop-2023, bakery 1.1.0, old/2023.yaml\n" in out
    assert "The model changed from 1.1.0 to 1.2.0 between 2023-11-20 and 2024-11-20.\n" in out
    assert "2023-11-20 to 2024-11-20: no level rose or fell.\n" in out


def test_a_level_that_open_ratings_leave_open(run: Run, years: Path) -> None:
    text = assessment("shop-2027", "2027-11-20", "F----")
    (years / "2027.yaml").write_text(text, encoding="utf-8")
    out = run("trend", "2026.yaml", "2027.yaml").out
    assert "BAK.1 Bread fell from 2 to 1, as far as is rated:\n" in out
    assert "BAK.1.PA.2.1 Performance management: L, now open\n" in out
    assert "BAK.2 Cake              0           ?       1\n" in out
    assert data(run, "2026.yaml", "2027.yaml").capabilities[0].changes[0].sure is False


def test_what_rose_is_no_reason_to_fall(run: Run, years: Path) -> None:
    text = assessment("shop-2027", "2027-11-20", "FFFPP")
    (years / "2027.yaml").write_text(text, encoding="utf-8")
    because = data(run, "2026.yaml", "2027.yaml").capabilities[0].changes[0].because
    assert [(each.subject, each.decides) for each in because] == [
        ("BAK.1.PA.2.2", True),
        ("BAK.1.PA.2.1", False),
    ]


def test_another_method_is_told(run: Run, years: Path) -> None:
    text = (years / "2025.yaml").read_text(encoding="utf-8").replace("target:", "reading: derive\ntarget:")
    (years / "2025.yaml").write_text(text, encoding="utf-8")
    out = run("trend", "2024.yaml", "2025.yaml").out
    assert "The reading changed from audit to derive between 2024-11-20 and 2025-11-20." in out


def test_many_days_are_broken_into_tables(run: Run, years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("trend", *YEARS).out.splitlines()
    assert "Level          2024-11-20  2025-11-20" in lines
    assert "Level          2026-11-20  target" in lines


def test_one_assessment_has_no_trend(run: Run, years: Path) -> None:
    assert "A trend takes two assessments or more." in refusal(run, "2024.yaml")


def test_without_a_date(run: Run, years: Path) -> None:
    text = (years / "2024.yaml").read_text(encoding="utf-8").replace("date: 2024-11-20\n", "")
    (years / "2024.yaml").write_text(text, encoding="utf-8")
    assert "2024.yaml has no date" in refusal(run, *YEARS)


def test_two_of_one_day(run: Run, years: Path) -> None:
    assert "which came first is not told" in refusal(run, "2024.yaml", "2024.yaml")


def test_two_models(run: Run, years: Path) -> None:
    write_model(years / "other", MODEL.replace("model bakery", "model kitchen"))
    text = assessment("shop-2023", "2023-11-20", "PPPPF")
    (years / "other" / "2023.yaml").write_text(text, encoding="utf-8")
    assert "other/2023.yaml is by the model kitchen and 2024.yaml by bakery." in refusal(
        run, "2024.yaml", "other/2023.yaml"
    )


def test_an_unknown_target_gets_the_near_one(run: Run, years: Path) -> None:
    assert "has no target 'openin'. Did you mean opening?" in refusal(run, *YEARS, "--target", "openin")


def test_errors_of_an_assessment_are_shown(run: Run, years: Path) -> None:
    (years / "2025.yaml").write_text("cxrules: 1\nassessment: x\n", encoding="utf-8")
    assert "2025.yaml" in refusal(run, *YEARS)
