"""Real data, read where it lies beside the project, and `cxrules measure` run on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from cxrules.cli import main
from cxrules.exchange.formats.measures import Measures

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
model data version 1.0.0
  title "Metrics of one file"
  source "Own work"
  uses framework iso-33020 version ^2019

"""


class Run(Protocol):
    """Measure a data file by a model."""

    def __call__(self, path: Path, model: str, *arguments: str) -> Measures:
        """What came out, held against the published format."""


@pytest.fixture(scope="session")
def data(project: Path) -> Path:
    """The folder with the data."""
    folder = project.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the reference data is not here: no ../shared/data beside the project")
    pytest.importorskip("duckdb", reason="needs duckdb")
    return folder


@pytest.fixture
def measure(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `cxrules measure --format json` with the text of a model."""
    monkeypatch.setenv("CXRULES_CACHE", "off")

    def command(path: Path, model: str, *arguments: str) -> Measures:
        folder = tmp_path / "model"
        folder.mkdir(exist_ok=True)
        (folder / "model.cxr").write_text(HEADER + model, encoding="utf-8")
        code = main(["measure", str(path), "--model", str(folder), "--format", "json", *arguments])
        out, err = capfd.readouterr()
        assert (code, err) == (0, "")
        return Measures.model_validate_json(out)

    return command
