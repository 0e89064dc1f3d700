"""The wording of a language: the shipped one, and over it those that a model's packages bring along.

A package may hold ``wording/LANGUAGE.yaml`` with keys of its own words; the model goes before what it uses.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, Refusal
from cxrules.engine.justification.places import PLACES
from cxrules.exchange.document import decode
from cxrules.exchange.wording import read_wording
from cxrules.model.wording import Wording, places
from cxrules.workspace.packages import shown
from cxrules.workspace.wordings import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxrules.plan import Plan

REFERENCE = "en"
_SHIPPED = Path(__file__).resolve().parent.parent / "reports" / FOLDER


class NoLanguage(Refusal):
    """Nobody has words in this language; `known` are those that there are."""

    def __init__(self, language: str, known: Sequence[str]) -> None:
        """Keep the language and the known ones."""
        self.language, self.known = language, known
        super().__init__(
            f"There are no words in the language {language!r}.",
            f"There are: {', '.join(known)}. A model may bring its own in wording/{language}.yaml.",
        )


class Found(NamedTuple):
    """A wording, None where a file has errors, and what is wrong."""

    wording: Wording | None
    problems: Sequence[Diagnostic]


def languages() -> list[str]:
    """The languages that are shipped."""
    return sorted(each.stem for each in _SHIPPED.glob("*.yaml"))


@cache
def known_keys() -> Mapping[str, Sequence[str]]:
    """Every key with the places it has: those of sentences are declared, the others as English uses them."""
    source = decode(REFERENCE, (_SHIPPED / f"{REFERENCE}.yaml").read_bytes())
    wording, problems = (
        (None, [source])
        if isinstance(source, Diagnostic)
        else read_wording(source, REFERENCE, None, whole=False)
    )
    if wording is None:
        raise ValueError(problems[0].message)
    found: dict[str, Sequence[str]] = {}
    for key, form in wording.forms.items():
        templates = [form] if isinstance(form, str) else list(form.values())
        used = {place for template in templates for place, _, _ in places(template)}
        found[key] = tuple(sorted(used if isinstance(form, str) else used | {"count"}))
    return {**found, **PLACES}


def shipped_wording(language: str) -> Found:
    """The shipped words of a language. Raises NoLanguage for one that is not shipped."""
    path = _SHIPPED / f"{language}.yaml"
    if language not in languages():
        raise NoLanguage(language, languages())
    return _read(path, language, whole=True)


def wording_for(plan: Plan, language: str, model: str = "", base: Path | None = None) -> Found:
    """The words for a report on a model.

    `model` is what the model is named by, seen from the folder `base`: its name (where nothing is said, the
    plan's with its version) or a path. Raises NoLanguage for a language that is neither shipped nor the
    model's own.
    """
    files = _own_files(plan, language, model or plan.reference, base)
    own = [(path, _read(path, language, whole=False)) for path in files]
    problems = [problem for _, found in own for problem in found.problems]
    if problems:
        return Found(None, problems)
    try:
        found = shipped_wording(language)
    except NoLanguage:
        if not own:
            raise
        found = shipped_wording(REFERENCE)
    wording = found.wording
    for _, each in own:
        if wording is not None and each.wording is not None:
            wording = each.wording.over(wording)
    if wording is not None:
        wording = Wording(language, wording.forms)
    return Found(wording, found.problems)


def read_own(path: Path) -> Found:
    """The wording file of a package."""
    return _read(path, path.stem, whole=False)


def _own_files(plan: Plan, language: str, model: str, base: Path | None) -> Iterable[Path]:
    """The wording files of the packages that a plan was made of, those of the model last."""
    from cxrules.workspace.roots import roots_of

    for folder in roots_of(plan, model, base):
        path = folder / FOLDER / f"{language}.yaml"
        if path.is_file():
            yield path


def _read(path: Path, language: str, *, whole: bool) -> Found:
    source = decode(shown(path), path.read_bytes())
    if isinstance(source, Diagnostic):
        return Found(None, [source])
    return Found(*read_wording(source, language, known_keys(), whole=whole))
