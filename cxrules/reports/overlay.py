"""What an overlay adds below a page: the longer text of a thing, and a word on whose texts these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.reports.columns import clean, listed, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence


def text_block(text: str, columns: int) -> str:
    """A text that an overlay has for what the page is about, paragraph by paragraph; nothing for none."""
    lines: list[str] = []
    for paragraph in text.strip().splitlines():
        lines += wrap(clean(paragraph), columns, "  ") if paragraph.strip() else [""]
    return "\n".join(["", "Text:", *lines, ""]) if lines else ""


def footnote(names: Sequence[str], columns: int) -> str:
    """Which overlays' titles and texts were shown; nothing for none."""
    if not names:
        return ""
    return "\n".join(["", *wrap(notice(names), columns), ""])


def notice(names: Sequence[str]) -> str:
    """One sentence on which overlays' titles and texts a document holds."""
    return f"With titles from {clean(listed(list(names)))}: pass this on only where you may pass those on."
