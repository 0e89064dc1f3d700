"""The report as Markdown: the same content, and no text is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from cxrules.reports.audit.markdown import escaped, render
from tests.reports.audit.test_html import HOSTILE
from tests.reports.audit.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

_MARKUP = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~&]")


def test_it_begins_with_what_matters(tmp_path: Path) -> None:
    text = render(whole(tmp_path, "Bread"))
    assert text.startswith(
        "# Bread\n\nAssessment report\n\n- **Assessment**: whole-2026\n- **Date**: 2026-11-20\n"
    )
    assert "**? Open** – The target both (Bread) is not met yet: 2 of 2 processes are still open.\n" in text
    assert "| Process | Level | Possible | Target | Verdict |\n|---|---|---|---|---|\n" in text
    assert "\n\n\n" not in text


def test_no_text_of_a_user_is_markup(tmp_path: Path) -> None:
    text = render(whole(tmp_path, HOSTILE))
    plain = render(whole(tmp_path, "Bread"))
    assert "<" not in re.sub(r"\\<", "", text)
    assert [len(line.replace("\\|", "").split("|")) for line in text.splitlines()] == [
        len(line.split("|")) for line in plain.splitlines()
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"])))
def test_nothing_in_an_escaped_text_is_markup(words: str) -> None:
    assert not _MARKUP.search(escaped(words))
    assert re.match(r"\s*(?:[-+=]|\d+[.)])", escaped(words)) is None
