"""The report under axe in headless Chromium: no violation, light and dark, with and without scripts."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cxrules import api
from cxrules.reports.audit.build import Settings, report
from cxrules.reports.audit.html import render
from cxrules.workspace.wording import wording_for
from tests.reports.audit.whole import whole

_RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(function (found) {
  var told = document.createElement("pre");
  told.id = "axe-result";
  told.textContent = JSON.stringify({
    passes: found.passes.length,
    violations: found.violations.map(function (each) {
      return [each.id, each.nodes[0].html.slice(0, 200), each.nodes[0].failureSummary];
    })
  });
  document.body.appendChild(told);
});
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("needs Chromium, to look at a page as a reader does")
    return found


def axe() -> str:
    """The script that looks for what keeps people out."""
    spec = find_spec("axe_playwright_python")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("needs axe-core, which the package axe-playwright-python holds")
    (found,) = (each / "axe.min.js" for each in map(Path, spec.submodule_search_locations))
    return found.read_text(encoding="utf-8")


def looked_at(page: str, folder: Path, theme: str, *, scripts: bool) -> dict[str, Any]:
    """What axe says of a page; its policy is taken out, since it would keep axe out, too."""
    program = browser()
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    if not scripts:
        text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
        text = text.replace('<details class="fold', '<details open class="fold')
    text = re.sub(r"<html lang", f'<html data-theme="{theme}" lang', text, count=1)
    text = text.replace("</body>", f"<script>{axe()}</script><script>{_RUN}</script></body>")
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000"]
    command += [
        f"--user-data-dir={folder / 'profile'}",
        "--window-size=1280,1000",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = re.search(r'<pre id="axe-result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr[-500:]
    result: dict[str, Any] = json.loads(html.unescape(found[1]))
    return result


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_nobody_is_kept_out(tmp_path: Path, theme: str, *, scripts: bool) -> None:
    found = looked_at(render(whole(tmp_path, "Bread", "de")), tmp_path, theme, scripts=scripts)
    assert found["violations"] == []
    assert found["passes"] > 30


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nor_from_a_report_with_measures_and_a_radar(project: Path, tmp_path: Path, theme: str) -> None:
    evaluation = api.evaluate(project / "examples" / "harbour-hotels" / "2026.yaml")
    wording = wording_for(evaluation.plan, "en").wording
    assert wording is not None
    found = looked_at(render(report(evaluation, Settings(wording))), tmp_path, theme, scripts=True)
    assert found["violations"] == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nor_from_a_report_with_a_roadmap(project: Path, tmp_path: Path, theme: str, language: str) -> None:
    pytest.importorskip("highspy")
    from cxrules.reports.roadmap import for_report
    from cxrules.roadmap.roadmap import roadmap
    from cxrules.solve.goals import goal
    from cxrules.workspace.wishes import wishes_for

    evaluation = api.evaluate(project / "examples" / "brake-ecu" / "assessment.yaml")
    wording = wording_for(evaluation.plan, language).wording
    wishes = wishes_for([evaluation], None, None).wishes
    assert wording is not None
    assert wishes is not None
    plan = for_report(roadmap([(evaluation, goal(evaluation, "target"))], wishes))
    page = render(report(evaluation, Settings(wording, None, plan)))
    assert 'id="roadmap"' in page
    found = looked_at(page, tmp_path, theme, scripts=True)
    assert found["violations"] == []
    assert found["passes"] > 30
