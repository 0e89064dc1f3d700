"""`cxrules benchmark`: values of others and peers beside an assessment, and what is refused or not told."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from cxrules.exchange.formats import schema
from cxrules.exchange.formats.benchmark import Benchmark
from tests.cli.bakeries import MODEL, assessment, write_model, write_peers, write_years

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema")

HEAD = "metric,name,value,source,date,kind,low,high,n\n"
TRADE = (
    'liked,Trade,62.5,"Guild, yearly survey",2026-03-01,industry,60,65,1200\n'
    "liked,Corner Cakes,81,Their report 2025,2025-12-31,competitor,,,\n"
    "liked,Old Mill,12.25,Their report 2024,2024-12-31,competitor,,,\n"
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: a bakery with a table of the trade, and seven peers."""
    folder = tmp_path / "work"
    write_years(folder)
    write_peers(folder / "peers", 7)
    (folder / "trade.csv").write_text(HEAD + TRADE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def refusal(run: Run, *arguments: str) -> str:
    ran = run("benchmark", *arguments)
    assert (ran.code, ran.out) == (2, "")
    return " ".join(ran.err.split())


def data(run: Run, *arguments: str) -> Benchmark:
    return Benchmark.model_validate_json(run("benchmark", *arguments, "--format", "json").out)


def test_the_whole(run: Run, shop: Path) -> None:
    ran = run("benchmark", "2025.yaml", "--against", "trade.csv", "--peers", "peers")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Shop shop-2025 by bakery 1.2.0, 2025-11-20.\n"
        "\n"
        "Likes it (liked)\n"
        "  own: 50.0 % (22.1 to 77.9), n = 6\n"
        "  Trade (industry): 62.5 % (60.0 to 65.0), n = 1,200, within the own interval; own -12.5\n"
        "    Guild, yearly survey, 2026-03-01\n"
        "  Corner Cakes (competitor): 81.0 %, above the own interval; own -31.0\n"
        "    Their report 2025, 2025-12-31\n"
        "  Old Mill (competitor): 12.3 %, below the own interval; own +37.8\n"
        "    Their report 2024, 2024-12-31\n"
        "\n"
        "7 peers by the same model. Shown is what at least 5 of them have.\n"
        "                               own        n   lowest    lower   median    upper  highest"
        "  own place\n"
        "  BAK.1 Bread                    1        7        0        0        1        2        2\n"
        "      above 3, equal to 2, below 2\n"
        "  BAK.2 Cake                     1        7        0        0        0        0        0\n"
        "      above 7, equal to 0, below 0\n"
        "  shop The shop                  1        7        0        0        0        0        0\n"
        "      above 7, equal to 0, below 0\n"
        "  liked Likes it, percent     50.0        7     10.0     25.0     40.0     55.0     70.0\n"
        "      above 4, equal to 1, below 2\n"
    )


def test_data_follows_the_published_schema(run: Run, shop: Path) -> None:
    arguments = ("2025.yaml", "--against", "trade.csv", "--peers", "peers")
    out = run("benchmark", *arguments, "--format", "json").out
    jsonschema.Draft202012Validator(schema("benchmark")).validate(json.loads(out))
    found = Benchmark.model_validate_json(out)
    assert [each.side for each in found.against[0].others] == ["within", "above", "below"]
    assert [each.difference for each in found.against[0].others] == ["-12.50", "-31.00", "37.75"]
    assert found.group is not None
    assert (found.group.peers, found.group.least) == (7, 5)


def test_no_peer_is_named(run: Run, shop: Path) -> None:
    for form in ("text", "json"):
        out = run("benchmark", "2025.yaml", "--peers", "peers", "--format", form).out
        assert "peer-" not in out


def test_a_small_group_is_not_shown(run: Run, shop: Path) -> None:
    ran = run("benchmark", "2025.yaml", "--peers", "peers", "--min-group", "8")
    assert "  BAK.1 Bread: not shown, fewer than 8 peers have it\n" in ran.out
    assert "median" not in ran.out
    found = data(run, "2025.yaml", "--peers", "peers", "--min-group", "8")
    assert {(each.spread, each.place) for each in found.peers} == {(None, None)}


def test_a_group_of_one_is_never_shown(run: Run, shop: Path) -> None:
    assert "--min-group" in refusal(run, "2025.yaml", "--peers", "peers", "--min-group", "1")


def test_who_counts_as_a_peer(run: Run, shop: Path) -> None:
    peers = shop / "peers"
    (peers / "broken.yaml").write_text("cxrules: 1\nassessment: broken\n", encoding="utf-8")
    (peers / "notes.yaml").write_text("just: notes\n", encoding="utf-8")
    write_model(peers / "other", MODEL.replace("model bakery", "model kitchen"))
    (peers / "other" / "cook.yaml").write_text(assessment("cook", "2026-01-01", "F---F"), encoding="utf-8")
    own = (shop / "2025.yaml").read_text(encoding="utf-8").replace("./bakery", "../bakery")
    (peers / "own.yaml").write_text(own, encoding="utf-8")
    shutil.copy(shop / "2025.csv", peers)
    newer = (peers / "peer-0.yaml").read_text(encoding="utf-8").replace("2026-01-01", "2026-02-01")
    (peers / "anew.yaml").write_text(newer, encoding="utf-8")
    ran = run("benchmark", "2025.yaml", "--peers", "peers")
    assert ran.err == ""
    assert (
        "7 peers by the same model. Shown is what at least 5 of them have. "
        "Left out: 1 by another model, 1 with errors, 1 followed by a newer one."
    ) in " ".join(ran.out.split())


def test_open_levels_of_peers_do_not_count(run: Run, shop: Path) -> None:
    for at in range(4):
        file = shop / "peers" / f"peer-{at}.yaml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "PA.1.1" not in line or "BAK.1" in line]
        file.write_text("".join(kept), encoding="utf-8")
    assert (
        "BAK.2 Cake: not shown, fewer than 5 peers have it"
        in run("benchmark", "2025.yaml", "--peers", "peers").out
    )


def test_own_value_that_is_not_there(run: Run, shop: Path) -> None:
    (shop / "bare.yaml").write_text(assessment("bare", "2026-01-01", "F---F"), encoding="utf-8")
    out = run("benchmark", "bare.yaml", "--against", "trade.csv").out
    assert "  own: not measured\n" in out
    assert "81.0 %, nothing of one's own to hold against it\n" in out


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("liked,Trade,62.5,,2026-03-01,,,,\n", "Row 2 lacks its source."),
        ("liked,Trade,62.5,Guild,,,,,\n", "Row 2 lacks its date."),
        ("liked,Trade,62.5,Guild,March 2026,,,,\n", "'March 2026' is no date such as 2026-11-30."),
        ("liked,Trade,62.5,Guild,2026-02-30,,,,\n", "'2026-02-30' is no date such as 2026-11-30."),
        ("liked,Trade,62.5%,Guild,2026-03-01,,,,\n", "'62.5%' is no number such as 41.5."),
        ("liked,Trade,,Guild,2026-03-01,,,,\n", "Row 2 lacks its value."),
        ("likd,Trade,62.5,Guild,2026-03-01,,,,\n", "The model has no metric 'likd'."),
        ("likd,Trade,62.5,Guild,2026-03-01,,,,\n", "Did you mean liked?"),
        (
            "liked,Trade,62.5,Guild,2026-03-01,friend,,,\n",
            "The kind is industry or competitor, not 'friend'.",
        ),
        ("liked,Trade,62.5,Guild,2026-03-01,,63,65,\n", "The value does not lie between low and high."),
        ("liked,Trade,62.5,Guild,2026-03-01,,,,some\n", "'some' is no number of rows such as 120."),
        ("liked,Trade,62.5,Guild\n", "Row 2 has 4 cells; the header has 9."),
    ],
)
def test_rows_that_are_refused(run: Run, shop: Path, row: str, told: str) -> None:
    (shop / "trade.csv").write_text(HEAD + row, encoding="utf-8")
    said = refusal(run, "2025.yaml", "--against", "trade.csv")
    assert told in said
    assert "trade.csv:2" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "There is nothing in this table."),
        ("metric,name,value,source\n", "This table lacks the column 'date'."),
        ("metric,name,value,source,date,sorce\n", "There is no column 'sorce'. "),
        ("metric,name,value,source,date,name\n", "The column 'name' stands here twice."),
    ],
)
def test_tables_that_are_refused(run: Run, shop: Path, text: str, told: str) -> None:
    (shop / "trade.csv").write_text(text, encoding="utf-8")
    assert told in refusal(run, "2025.yaml", "--against", "trade.csv")


def test_against_nothing(run: Run, shop: Path) -> None:
    assert "Say against what: --against FILE.csv, --peers FOLDER, or both." in refusal(run, "2025.yaml")


def test_a_file_for_a_folder(run: Run, shop: Path) -> None:
    assert "trade.csv is a file" in refusal(run, "2025.yaml", "--peers", "trade.csv")
