"""Texts that are almost right: real ones with pieces cut, doubled, moved, swapped and replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[str], words: Sequence[str]) -> str:
    """One of the seeds (a stretch of it) with up to eight changes; `words` are what the language knows."""
    text = draw(st.sampled_from(seeds))
    if len(text) > _MOST:
        start = draw(st.integers(0, len(text) - _MOST))
        text = text[start : start + _MOST]
    piece = st.one_of(st.sampled_from(words), st.text(max_size=6), st.sampled_from(_SHARP))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["cut", "double", "insert", "replace", "move"]))
        cut = text[start:end]
        if kind == "cut":
            text = text[:start] + text[end:]
        elif kind == "double":
            text = text[:end] + cut + text[end:]
        elif kind == "insert":
            text = text[:start] + draw(piece) + text[start:]
        elif kind == "replace":
            text = text[:start] + draw(piece) + text[end:]
        else:
            rest = text[:start] + text[end:]
            place = draw(st.integers(0, len(rest)))
            text = rest[:place] + cut + rest[place:]
    return text


_MOST = 3000
_SHARP = [
    *"{}[]()\"'#:,.-+%^~<>=&*!|>?@`\\",
    "\0",
    "\t",
    "\r",
    "\r\n",
    "\ufeff",
    "\u2028",
    "“",
    "𝕏",
    "9" * 40,
    "1e999",
    "0x10",
    "- - - -",
    "{{{{{{{{",
    "((((((((",
    "not not not ",
    "..",
    "2026-02-30",
    "null",
    "~",
]
