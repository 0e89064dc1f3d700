"""Packages of a few lines, written to a folder. Tests nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.workspace.loading import Reader, used_packages

if TYPE_CHECKING:
    from pathlib import Path

    from cxrules.diagnostics import Diagnostic

FRAMEWORK = "uses framework iso-33020 version ^2019"


def put(folder: Path, name: str, version: str, *uses: str, kind: str = "rules") -> Path:
    """Write a package that uses others (`rules b version ^1`) into a folder of its own, and give that."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{kind} {name} version {version}", '  title "A small one"', *(f"  {each}" for each in uses)]
    (folder / f"{kind}.cxr").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def put_model(folder: Path, name: str, version: str, *uses: str) -> Path:
    """Write a model that can be assessed: one capability with one criterion, on the shipped framework."""
    put(folder, name, version, FRAMEWORK, *uses, kind="model")
    text = 'capability A "Asking" {\n  criterion BP1 "Ask"\n  criterion BP2 "Listen"\n}\n'
    (folder / "asking.cxr").write_text(text, encoding="utf-8")
    return folder


def put_assessment(file: Path, model: str) -> Path:
    """Write an assessment of such a model."""
    file.write_text(
        f"cxrules: 1\nassessment: {file.stem}\nmodel: {model}\nratings: {{A.BP1: F, A.PA.1.1: F}}\n",
        encoding="utf-8",
    )
    return file


def chosen(root: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """The versions that the package at a folder uses, by name, and everything wrong with them."""
    reader = Reader()
    main, problems = reader.package(root)
    assert main is not None
    assert not problems
    used, problems = used_packages(main, root, reader)
    return {each.name: each.version for each in used}, problems


def told(problems: list[Diagnostic]) -> list[tuple[str, str]]:
    """Code and message of each problem."""
    return [(each.code, each.message) for each in problems]


def underlined(problem: Diagnostic) -> list[tuple[str, str]]:
    """File and underlined text of a problem, and of each place that it is related to."""
    places = [(problem.source, problem.span), *((each.source, each.span) for each in problem.related)]
    return [(source.name, source.slice(span)) for source, span in places if source and span]
