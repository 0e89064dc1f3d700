"""Two small models on disk, and mappings between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MODEL = """\
model {name} version {version}
  title "The model {name}"
  source "Made up"

scale {name}-scale met from {words[2]} {{
  {words[0]} "None" value 0  {words[1]} "Some" value 1  {words[2]} "All" value 2
}}
method judged {{ criteria judged }}
levels cumulative from 0 {{ 0 "Zero" 1 "One" requires every criterion is {words[2]} }}

capability X "The X of {name}" {{
  criterion one "First of {name}"
  criterion two "Second of {name}"
  criterion three "Third of {name}"
}}
capability Y "The Y of {name}" {{ criterion one "First in Y of {name}" }}
"""
_WORDS = {"a": ("no", "partly", "yes"), "b": ("none", "some", "all"), "c": ("low", "mid", "high")}


def put_models(folder: Path, *names: str, version: str = "1.0.0") -> None:
    """Write these models, each in a folder of its own."""
    for name in names:
        root = folder / (name if version == "1.0.0" else f"{name}-{version}")
        root.mkdir(parents=True)
        text = _MODEL.format(name=name, version=version, words=_WORDS[name])
        (root / "model.cxr").write_text(text, encoding="utf-8")


def put_mapping(
    folder: Path, one: str, other: str, rows: str, *, name: str = "", version: str = "1.0.0"
) -> Path:
    """Write a mapping between two models, all of it our own reading; gives its folder."""
    name = name or f"{one}-to-{other}"
    root = folder / f"{name}-{version}"
    root.mkdir(parents=True)
    head = [
        f"mapping {name} version {version}",
        f'  title "{one} seen from {other}"',
        f"  from model {one} version ^1",
        f"  to model {other} version ^1",
        "  own reading",
    ]
    (root / "mapping.cxr").write_text("\n".join([*head, "", rows, ""]), encoding="utf-8")
    return root
