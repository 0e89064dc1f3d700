"""The format of diagnostics: the list that `cxrules check --format json` prints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from cxrules.exchange.formats.base import Open


class Place(Open):
    """A place in a file: line and column from 1, the column in characters."""

    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]


class Located(Open):
    """A message with the text it points at; `end` is the place after the last character.

    In a workbook `cell` is the place, such as ``Ratings!D17``, and there is neither `start` nor `end`.
    """

    message: str
    file: str | None
    start: Place | None
    end: Place | None
    cell: str | None


class TextEdit(Open):
    """A change of a file: `text` takes the place of what stands from `start` to `end`."""

    text: str
    file: str
    start: Place
    end: Place


class OneFix(Open):
    """Changes that mend it; ``safe`` ones leave what the text means as it is."""

    title: str
    safety: Literal["safe", "unsafe"]
    edits: list[TextEdit]


class OneDiagnostic(Located):
    """One thing that is wrong or worth knowing."""

    code: Annotated[str, StringConstraints(pattern=r"^CX[0-9]{4}$")]
    severity: Literal["error", "warning", "info"]
    hint: str
    related: list[Located]
    fix: OneFix | None


class DiagnosticList(RootModel[list[OneDiagnostic]]):
    """All diagnostics of a run, in the order of their places."""
