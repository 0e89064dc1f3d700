"""What ships is checked and laid out as `cxrules check` and `cxrules fmt` want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxrules.fmt.format import format_text
from cxrules.text import Source
from cxrules.workspace.checking import check_path
from cxrules.workspace.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(shipped("rulesets").rglob("*.cxr"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(shipped("rulesets"))))
def test_a_file_is_laid_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(Source(str(path), text)) == (text, [])


def test_nothing_is_wrong_with_what_ships() -> None:
    assert check_path(shipped("rulesets")) == []
