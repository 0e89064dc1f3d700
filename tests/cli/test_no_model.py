"""What `evaluate` says when there is nothing to evaluate against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules import api

if TYPE_CHECKING:
    from pathlib import Path


def test_a_framework_is_no_model(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("cxrules: 1\nassessment: a\nmodel: iso-33020\n", "utf-8")
    with pytest.raises(api.CxrulesError, match="iso-33020 cannot be assessed"):
        api.evaluate(file)


def test_a_framework_without_a_scale_is_no_model_either(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "framework.cxr").write_text("framework bare version 1.0.0\n", "utf-8")
    file = tmp_path / "a.yaml"
    file.write_text("cxrules: 1\nassessment: a\nmodel: ./bare\n", "utf-8")
    with pytest.raises(api.CxrulesError, match="bare cannot be assessed"):
        api.evaluate(file)
