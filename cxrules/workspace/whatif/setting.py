"""One answer to set, as it is written; and what is said where it cannot be set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Refusal
from cxrules.exchange.problems import listed
from cxrules.text import near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxrules.plan import Plan

OPEN = "open"
NOT_APPLICABLE = "not-applicable"
BECAUSE = "what if"
"""The reason that stands where a file has to have one."""


class Setting(NamedTuple):
    """One answer to set, as it was written: ``SWE.1.PA.1.1@app=F``.

    `instance` is what stands behind the @: an instance, or what a finding is asserted of.
    """

    name: str
    instance: str | None
    answer: str

    @property
    def text(self) -> str:
        """As it was written."""
        where = f"@{self.instance}" if self.instance is not None else ""
        return f"{self.name}{where}={self.answer}"


class NoSetting(Refusal):
    """An answer cannot be set; the text is for people."""


def read_setting(text: str) -> Setting:
    """A setting from its text. Raises NoSetting."""
    name, equals, answer = text.partition("=")
    subject, at, instance = name.strip().partition("@")
    if not equals or not subject or not answer.strip() or (at and not instance.strip()):
        raise NoSetting(f"{text!r} sets nothing. Write SUBJECT=RATING, as SWE.1.PA.1.1=F.")
    return Setting(subject.strip(), instance.strip() if at else None, answer.strip())


def whole(setting: Setting) -> None:
    """Refuse an instance for what all instances have in common."""
    if setting.instance is not None:
        raise NoSetting(f"{setting.name} is answered for all instances at once, not for one.")


def allowed(what: str, answer: str, known: Iterable[str]) -> None:
    """Refuse an answer that is none of these, with the near one, and all there are."""
    names = list(known)
    if answer in names:
        return
    close = near(answer, names)
    there = f"There are: {listed(names)}." if names else "There are none."
    raise NoSetting(f"There is no {what} {answer!r}.", f"Did you mean {close}? {there}" if close else there)


def unknown(plan: Plan, setting: Setting, names: Iterable[str]) -> NoSetting:
    """What is said of a name that stands for nothing."""
    close = near(setting.name, names)
    hint = f"Did you mean {close}?" if close else "Write the id of what is rated, stated or recorded."
    return NoSetting(f"{plan.model_id} has nothing to set that is called {setting.name!r}.", hint)
