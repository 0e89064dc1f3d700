"""What is wrong with the id of a subject that the model does not have, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.problems import Problems, listed, shortened

if TYPE_CHECKING:
    from cxrules.model.vocabulary import Vocabulary
    from cxrules.text import Span

_MOST = 16  # so many members of a capability are told


class Subjects:
    """Knows the subjects of a model and tells what is wrong with others."""

    __slots__ = ("_members", "_problems", "_words")

    def __init__(self, words: Vocabulary, problems: Problems) -> None:
        """Take the model's words; the members of a capability are gathered when first asked for."""
        self._words = words
        self._problems = problems
        self._members: dict[str, list[str]] | None = None

    def check(self, subject: str, span: Span | None) -> bool:
        """Tell whether the model has a subject, and note what is wrong where it has not."""
        if subject in self._words.subjects:
            return True
        capability = self._capability(subject)
        if capability is None:
            hint = self._problems.meant(subject, self._words.subjects, self._capabilities_in_words())
            self._problems.add("CX0506", f"There is no subject {shortened(subject)}.", span, hint)
        else:
            self._unknown_member(capability, subject, span)
        return False

    def check_capability(self, name: str, span: Span | None) -> bool:
        """Tell whether a name is that of a capability, and note what is wrong where it is not."""
        words = self._words
        kind = words.subjects.get(name)
        if kind == "capability":
            return True
        if kind is not None:
            owner = self._capability(name)
            message = f"{name} is a {kind}; a capability is wanted here."
            self._problems.add("CX0506", message, span, f"Did you mean {owner}?" if owner else "")
            return False
        hint = self._problems.meant(name, words.capabilities, self._capabilities_in_words())
        self._problems.add("CX0506", f"There is no capability {shortened(name)}.", span, hint)
        return False

    def _capability(self, subject: str) -> str | None:
        """Give the longest capability that the id begins with."""
        head = subject
        while "." in head:
            head = head.rpartition(".")[0]
            if self._words.subjects.get(head) == "capability":
                return head
        return None

    def _unknown_member(self, capability: str, subject: str, span: Span | None) -> None:
        """Say that a capability has no such member, and list what it has."""
        rest = subject[len(capability) + 1 :]
        members = self._of(capability)
        found = self._problems.near(subject, members)
        kind = self._words.subjects[found] if found else "criterion"
        shown = [member for member in members if self._words.subjects[member] == kind] or members
        has = f"{capability} has {listed([self._relative(capability, one) for one in shown], most=_MOST)}."
        hint = f"Did you mean {found}? {has}" if found else has
        message = f"{capability} has no criterion or attribute {shortened(rest)}."
        self._problems.add("CX0506", message, span, hint if shown else "")

    def _of(self, capability: str) -> list[str]:
        """Give the members of a capability in the order of the model."""
        if self._members is None:
            self._members = {}
            for subject, kind in self._words.subjects.items():
                owner = None if kind == "capability" else self._capability(subject)
                if owner is not None:
                    self._members.setdefault(owner, []).append(subject)
        return self._members.get(capability, [])

    def _relative(self, capability: str, member: str) -> str:
        return member[len(capability) + 1 :]

    def _capabilities_in_words(self) -> str:
        return f"{self._words.model} has {listed(self._words.capabilities, most=_MOST)}."
