"""Texts in JUnit XML: on one line, without what XML cannot hold, and escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from cxrules.reports.columns import clean


def quoted(value: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    return quoteattr(clean(value))


def text(value: str) -> str:
    """A text between tags."""
    return escape(clean(value))
