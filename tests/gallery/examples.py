"""The gallery of mistakes: where each code's example lies, and what is found in it.

A folder a code. The mistake is in `example.cxr`, in the folder `example`, in `assessment.yaml`, in
`assessment.xlsx`, in `ratings.csv`, in `overlay.yaml` or in `wishes.yaml`; what is to be reported stands in
`expected.yaml`.
`model` is the one that the examples of assessments share.
"""

import contextlib
from pathlib import Path

import yaml

from cxrules import lint
from cxrules.diagnostics import CATALOGUE, Diagnostic, by_place
from cxrules.text import Source, Span

GALLERY = Path(__file__).resolve().parent
PAGES = GALLERY.parents[1] / "docs" / "diagnostics"
ADVICE = set(lint.CODES)
CODES = [code for code in CATALOGUE if code not in ADVICE]
_EXAMPLES = (
    "example.cxr",
    "example",
    "assessment.yaml",
    "assessment.xlsx",
    "ratings.csv",
    "overlay.yaml",
    "wishes.yaml",
)


def examples(code: str) -> list[Path]:
    """List the examples of a code, relative to its folder: there should be exactly one."""
    return [Path(name) for name in _EXAMPLES if (GALLERY / code / name).exists()]


def found(code: str) -> list[dict[str, object]]:
    """Check the example of a code, and describe what is reported."""
    from cxrules.workspace.checking import check_path

    (example,) = examples(code)
    model = "../model" if example.suffix == ".csv" else None  # a table cannot name its model itself
    with contextlib.chdir(GALLERY / code):  # so that messages name files as a user there would see them
        return [_described(diagnostic) for diagnostic in by_place(check_path(example, model))]


def expected(code: str) -> list[dict[str, object]]:
    """Read what is to be reported for the example of a code."""
    listed = yaml.safe_load((GALLERY / code / "expected.yaml").read_text(encoding="utf-8"))
    assert isinstance(listed, list)
    return listed


def _described(diagnostic: Diagnostic) -> dict[str, object]:
    described = {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        **_place(diagnostic.source, diagnostic.span),
    }
    if diagnostic.related:
        described["related"] = [
            {"message": related.message, **_place(related.source, related.span)}
            for related in diagnostic.related
        ]
    return described


def _place(source: Source | None, span: Span | None) -> dict[str, object]:
    if source is None:
        return {"file": None, "line": None, "column": None, "underlined": None}
    name = Path(source.name).as_posix()
    if span is None:
        return {"file": name, "line": None, "column": None, "underlined": None}
    cell = source.cell(span.start)
    if cell is not None:
        return {"file": name, "cell": cell, "underlined": source.slice(span)}
    position = source.position(span.start)
    return {
        "file": name,
        "line": position.line,
        "column": position.column,
        "underlined": source.slice(span),
    }
