"""The format of an overlay: titles and texts of a user's own, by id."""

from __future__ import annotations

from cxrules.exchange.formats.base import Strict

Texts = dict[str, str | None] | None


class OverlayFile(Strict):
    """Titles and texts to show with a model; they change nothing else."""

    model: str
    version: str | int | float | None = None
    language: str | None = None
    title: str | None = None
    titles: Texts = None
    texts: Texts = None
    attributes: Texts = None
    levels: dict[str, str | None] | None = None
    ratings: Texts = None
