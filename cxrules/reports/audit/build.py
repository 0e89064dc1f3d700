"""From an evaluation to the content of its report: which sections there are, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.reports.audit.capabilities import capabilities
from cxrules.reports.audit.content import Report
from cxrules.reports.audit.findings import findings
from cxrules.reports.audit.ground import Ground
from cxrules.reports.audit.method import about, binding, method
from cxrules.reports.audit.profile import profile
from cxrules.reports.audit.registers import evidence, measures
from cxrules.reports.audit.roadmap import roadmap
from cxrules.reports.audit.summary import summary
from cxrules.reports.columns import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxrules.engine import Evaluation
    from cxrules.model.wording import Wording
    from cxrules.reports.audit.content import Section
    from cxrules.reports.audit.planned import RoadmapData
    from cxrules.workspace.trend import Trend

_PAGE = "page."


class Settings(NamedTuple):
    """What a report is made with: its words, the assessments before, a roadmap, whose titles it shows."""

    wording: Wording
    trend: Trend | None = None
    roadmap: RoadmapData | None = None
    overlays: Sequence[str] = ()


def report(evaluation: Evaluation, settings: Settings) -> Report:
    """The whole report of an evaluation."""
    ground = Ground(evaluation, settings.wording)
    result = ground.result
    title = clean(result["title"] or result["assessment"])
    facts = about(ground)
    if settings.overlays:
        from cxrules.reports.audit.content import said

        names = ground.saying.names([clean(each) for each in settings.overlays])
        facts = (*facts, (ground.word("about.overlay"), said(names)))
    return Report(
        ground.language,
        title,
        ground.word("report.kind"),
        facts,
        tuple(_sections(ground, settings)),
        page_words(settings.wording),
        result["date"] or "",
    )


def _sections(ground: Ground, settings: Settings) -> list[Section]:
    trend, plan = settings.trend, settings.roadmap
    before: dict[str, int] = {}
    found: list[Section | None] = [summary(ground)]
    if trend is not None:
        from cxrules.reports.audit.differences import differences, levels_before

        before = dict(levels_before(trend))
        found += [profile(ground, before), findings(ground), None if plan is None else roadmap(ground, plan)]
        found.append(differences(ground, trend))
    else:
        found += [profile(ground), findings(ground), None if plan is None else roadmap(ground, plan)]
    found += [capabilities(ground), measures(ground), evidence(ground), method(ground), binding(ground)]
    return [each for each in found if each is not None]


def page_words(wording: Wording) -> dict[str, str]:
    """The words of the page itself, which renderers ask for."""
    return {
        key.removeprefix(_PAGE): form
        for key, form in wording.forms.items()
        if key.startswith(_PAGE) and isinstance(form, str)
    }
