"""What stands in a report: every section, and the numbers that a manager reads first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.reports.audit.content import Chart, Figures, Fold, Listing, Paragraph, Table, Verdict, plain
from tests.reports.audit.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.reports.audit.content import Report, Section


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return whole(tmp_path_factory.mktemp("whole"), "Bread")


def section(report: Report, anchor: str) -> Section:
    return next(each for _, each in report.walk() if each.anchor == anchor)


def entries(part: Section) -> list[str]:
    return [plain(each.text) for block in part.blocks if isinstance(block, Listing) for each in block.entries]


def test_the_sections(made: Report) -> None:
    assert [each.anchor for each in made.sections] == [
        "summary",
        "profile",
        "findings",
        "roadmap",
        "differences",
        "capabilities",
        "evidence",
        "method",
        "bound",
    ]


def test_the_summary_in_a_minute(made: Report) -> None:
    summary = section(made, "summary")
    (verdict,) = (each for each in summary.blocks if isinstance(each, Verdict))
    assert verdict.word == "Open"
    assert plain(verdict.text) == "The target both (Bread) is not met yet: 2 of 2 processes are still open."
    (figures,) = (each for each in summary.blocks if isinstance(each, Figures))
    assert [(each.number, each.label) for each in figures.figures] == [
        ("0", "Maturity: None"),
        ("2", "processes assessed"),
        ("0", "reach the target"),
        ("0", "miss the target"),
        ("2", "still open"),
        ("2", "rule checks broken"),
        ("2", "weaknesses recorded"),
        ("1", "waiver in force"),
    ]


def test_what_it_says_of_a_process(made: Report) -> None:
    part = section(made, "capability-WHO.1")
    assert part.word == "Level 1 Performed, up to 2 possible · Open"
    paragraphs = [plain(each.text) for each in part.blocks if isinstance(each, Paragraph)]
    assert paragraphs[0].startswith("Scope. WHO.1 (Bread) was assessed up to level 2 (Managed), in the audit")
    assert paragraphs[1] == (
        "Evidence considered. 2 pieces of evidence were considered (1 document and 1 interview): "
        "E1 (Bread) and E2 (Bread). 2 of 4 ratings name no evidence of their own."
    )
    told = entries(part)
    assert (
        "WHO.1.PA.1.1 (Process performance) is rated F (Fully achieved) by Bread, on the evidence of E1."
        in told
    )
    assert (
        "Assessors differ on WHO.1.PA.2.1 (Performance management): Bread says L and Co says P; "
        "this is not settled yet."
    ) in told
    assert (
        "Rule WHO.1.RL.1 (Bread) is broken: WHO.1.PA.1.1 (Process performance) is rated F, but the rule says "
        "“cap WHO.1.PA.1.1 at L when WHO.1.BP1 at most P”, because: Bread."
    ) in told
    assert [each.title for each in part.blocks if isinstance(each, Fold)] == [
        "All 5 ratings",
        "Step by step: how the level was worked out",
    ]


def test_waivers_and_deviations(made: Report) -> None:
    deviation, waiver = entries(section(made, "deviations"))
    assert deviation == (
        "Rule WHO.2.RL.1 (Deviated) is knowingly not followed for WHO.2.PA.1.1 (Process performance) "
        "by Bread: Bread."
    )
    assert waiver == (
        "WHO.2.PA.2.1 (Performance management) counts as F (Fully achieved) until 2026-12-31, approved "
        "by Bread: Bread."
    )


def test_since_the_last_assessment(made: Report) -> None:
    part = section(made, "differences")
    paragraph, table, *folds = part.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.text) == (
        "Between 2025-11-20 and 2026-11-20 one level changed: 1 rose and 0 fell."
    )
    assert isinstance(table, Table)
    assert [[plain(each.text) for each in row.cells] for row in table.rows] == [
        ["Maturity", "0", "0", "unchanged"],
        ["WHO.1 Bread", "0", "1-2", "rose"],
        ["WHO.2 Bread", "1-2", "1-2", "unchanged"],
        ["WHO.3 Left out", "n/a", "n/a", ""],
    ]
    assert len(folds) == 1


def test_the_roadmap(made: Report) -> None:
    part = section(made, "roadmap")
    first, second, *_ = part.blocks
    assert isinstance(first, Paragraph)
    assert plain(first.text) == "One step leads to this goal: Bread. It costs 12.50 Bread."
    assert isinstance(second, Paragraph)
    assert plain(second.text) == "It is proven that no way there costs less."
    assert any(isinstance(each, Chart) for each in part.blocks)
    (phase,) = part.sections
    assert (phase.title, phase.word) == ("Phase 1", "until the end of 2027-03-31")


def test_every_chart_has_a_table_and_words(made: Report) -> None:
    charts = [block for _, each in made.walk() for block in each.blocks if isinstance(block, Chart)]
    assert len(charts) == 3
    for chart in charts:
        assert chart.table.rows
        assert chart.description


def test_what_it_is_bound_to(made: Report) -> None:
    digests = [text.rpartition(" ")[2] for text in entries(section(made, "bound"))]
    assert len(digests) == 3
    assert all(each.startswith("sha256:") and len(each.rstrip(".")) == 71 for each in digests)


def test_it_is_the_same_again(tmp_path: Path, made: Report) -> None:
    assert whole(tmp_path, "Bread") == made
