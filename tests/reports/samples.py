"""A small result with its names, as the reports take them: some processes of an invented brake project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cxrules.plan.plan import ValueNodes

ATTRIBUTES = ("PA.1.1", "PA.2.1", "PA.2.2", "PA.3.1", "PA.3.2")
LEVELS = {0: "Incomplete", 1: "Performed", 2: "Managed", 3: "Established"}
RATINGS = (
    ("N", "Not achieved"),
    ("P", "Partially achieved"),
    ("L", "Largely achieved"),
    ("F", "Fully achieved"),
)
TERMS = {"capability": "process", "attribute": "process attribute"}


class SampleNames(NamedTuple):
    """The names of a small model."""

    titles: dict[str, str]
    model_title: str = "Automotive SPICE process assessment model"
    terms: dict[str, str] = TERMS
    level_names: dict[int, str] = LEVELS
    scale_values: tuple[tuple[str, str], ...] = RATINGS
    values: tuple[ValueNodes, ...] = ()

    def title(self, name: str, /) -> str:
        """The title of a process."""
        return self.titles.get(name, "")

    def kind(self, name: str, /) -> str:
        """What a thing is: the model, a process, or a goal of one."""
        if name == "model":
            return name
        return "capability" if name in self.titles else "goal"

    def level_of(self, name: str, /) -> int:
        """The level of an attribute, by its number."""
        return int(name.split(".")[-2]) if ".PA." in name else 0

    def capability_of(self, name: str, /) -> str | None:
        """The process that a thing is or lies in."""
        return next((each for each in self.titles if f"{name}.".startswith(f"{each}.")), None)


NAMES = SampleNames(
    {
        "MAN.3": "Project Management",
        "SWE.1": "Software Requirements Analysis",
        "SWE.2": "Software Architectural Design",
        "SWE.3": "Software Detailed Design and Unit Construction",
        "SUP.1": "Quality Assurance",
        "SUP.8": "Configuration Management",
        "ACQ.4": "Supplier Monitoring",
    }
)


def attribute(name: str, word: str) -> dict[str, Any]:
    """An attribute of a result from a word: "L", "?" (open), "?-L" (open, at most L)."""
    rating, _, possible = word.partition("-")
    known = rating != "?"
    return {
        "id": name,
        "rating": rating if known else None,
        "possible": possible or (rating if known else "F"),
        "applicable": True,
        "given": rating if known else None,
        "derived": None,
        "counts": "given" if known else "none",
    }


def capability(
    name: str, state: str, level: int | None, possible: int | None, target: int | None, ratings: str
) -> dict[str, Any]:
    """A capability of a result, its attributes' ratings as words with blanks between."""
    words = ratings.split()
    met = None if target is None or state == "not-applicable" else level is not None and level >= target
    below = [f"{name}.{each}" for each, word in zip(ATTRIBUTES, words, strict=True) if word.startswith("?")]
    rated = state in {"rated", "open", "not-rated"}
    return {
        "id": name,
        "state": state,
        "level": level,
        "possible": possible,
        "stated": None,
        "target": target,
        "met": met,
        "attributes": [attribute(*pair) for pair in zip(ATTRIBUTES, words, strict=True)] if rated else [],
        "criteria": [],
        "open": below[:1] if state == "open" else [],
        "reason": "no suppliers" if state == "not-applicable" else None,
    }


def row(rule: str, subject: str, outcome: str, message: str, *missing: str) -> dict[str, Any]:
    """The outcome of a rule for a subject."""
    return {
        "rule": rule,
        "subject": subject,
        "outcome": outcome,
        "message": message,
        "missing": list(missing),
    }


BROKEN = "SUP.1.PA.1.1 is rated F, but the rule says: cap SUP.1.PA.1.1 at L when SUP.1.BP3 at most P."


def result() -> dict[str, Any]:
    """The result: one process that meets its target, some that miss it, and every other state."""
    deviated = row("SUP.8.RL.6", "SUP.8.BP7", "deviated", "Baselines are kept by the customer.")
    return {
        "format": "cxrules-result/1",
        "assessment": "brake-ecu-2026-q4",
        "title": "Brake ECU, supplier assessment",
        "date": "2026-11-20",
        "model": {"id": "automotive-spice", "version": "4.0.0", "digest": "sha256:00"},
        "reading": "audit",
        "method": "R2",
        "status": "draft",
        "up-to-level": None,
        "profile": None,
        "tailoring": [],
        "capabilities": [
            capability("MAN.3", "rated", 2, 2, 2, "F F L ? ?"),
            capability("SWE.1", "rated", 1, 1, 2, "L F L ? ?"),
            capability("SWE.2", "open", 1, 2, 2, "F ? L ? ?"),
            capability("SWE.3", "open", 0, 1, 2, "? ?-L N ? ?"),
            capability("SUP.1", "not-rated", None, 3, 2, "? ? ? ? ?"),
            capability("SUP.8", "out-of-scope", None, None, None, "? ? ? ? ?"),
            capability("ACQ.4", "not-applicable", None, None, 2, "? ? ? ? ?"),
        ],
        "organisation": None,
        "measures": [],
        "values": [],
        "rules": [
            row("SUP.1.RL.3", "SUP.1.PA.1.1", "broken", BROKEN),
            {**deviated, "instances": {"platform": "kept", "app": "deviated"}},
            row("MAN.3.RL.19", "MAN.3.BP3", "undecidable", "…", "SYS.2.BP3"),
            row("SYS.2.RL.8", "SYS.2.BP3", "kept", ""),
            row("SYS.2.RL.9", "SYS.2.BP4", "not-triggered", ""),
            row("SYS.2.RL.9", "SYS.2.BP5", "not-triggered", ""),
        ],
        "waivers": [],
        "disagreements": [
            {
                "subject": "SWE.3.PA.1.1",
                "instance": None,
                "ratings": [{"by": "lead", "rating": "L"}, {"by": "co", "rating": "P"}],
                "rule": "discussion",
                "decided": False,
                "counts": None,
                "because": "the discussion is pending",
            }
        ],
        "consensus": "discussion",
        "carried": [],
        "remarks": [],
        "based-on": None,
        "supersedes": None,
        "signed-off": [],
        "redacted-for": None,
        "record": {
            "purpose": "",
            "class": None,
            "sponsor": "",
            "independence": {},
            "context": "",
            "confidentiality": "",
            "plan": "",
            "log": [],
        },
        "sampling": None,
        "target": {"id": "vda-cl2", "title": "", "met": False},
    }
