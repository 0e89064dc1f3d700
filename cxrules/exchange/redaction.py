"""The tree of an assessment file without what an audience may not see.

What is marked ``confidential: true`` keeps what levels rest on (ratings, answers, causes, dates) and loses
the rest: notes, strengths, weaknesses, evidence; reasons become the word *confidential*, and people get names
that tell their role alone. A key that nobody has thought of here is taken out of what is marked, not left in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.audiences import KINDS
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxrules.model.record import Audience

HIDDEN = "confidential"
_KEPT = frozenset(("rating", "answer", "value", "causes", "subjects", "carried", HIDDEN)) | {
    "kind",
    "independent",
    "date",
    "from",
    "until",
    "valid-until",
}
_KIND = {
    "note": "notes",
    "strengths": "strengths",
    "weaknesses": "weaknesses",
    "evidence": "evidence",
    "title": "evidence",
    "ref": "evidence",
    "sha256": "evidence",
    "state": "evidence",
    "role": "evidence",
    "because": "reasons",
    "reason": "reasons",
    "not-applicable": "reasons",
    "by": "people",
    "approved-by": "people",
    "who": "people",
    "name": "people",
    "what": "record",
}
_PEOPLE = frozenset(("by", "approved-by", "who"))
_LEAST_NAME = 3  # a shorter name may be a part of any word


def redacted(root: Mapping, audience: Audience) -> Mapping:
    """The tree of an assessment file as an audience may see it; `root` itself is not changed."""
    return _Redaction(root, audience).whole()


class _Redaction:
    """Takes out of one assessment what one audience may not see."""

    def __init__(self, root: Mapping, audience: Audience) -> None:
        self.root, self.audience = root, audience
        self.sees = set(KINDS) if "everything" in audience.sees else set(audience.sees)
        self.assessors, self.evidence = _part(root, "assessors"), _part(root, "evidence")
        self.people: dict[str, str] = {}  # in marked things, whoever they are
        self.marked_people: dict[str, str] = {}  # everywhere
        self.marked_evidence: dict[str, str] = {}
        self.names: dict[str, str] = {}
        if "people" not in self.sees:
            for name, entry in self._marked(self.assessors):
                self.marked_people[name] = self._person(name)
                written = entry.entries.get("name")
                if written and isinstance(written[1], Scalar) and len(written[1].text) >= _LEAST_NAME:
                    self.names[written[1].text] = self.marked_people[name]
        if "evidence" not in self.sees:
            for name, _ in self._marked(self.evidence):
                self.marked_evidence[name] = self._fresh("evidence", self.evidence, self.marked_evidence)

    def whole(self) -> Mapping:
        """The whole tree."""
        out: dict[str, tuple[Scalar, Node]] = {}
        hidden = self._hidden_keys()
        for name, (key, value) in self.root.entries.items():
            if name in hidden or name == "audiences":
                continue
            out[name] = (key, self._log(value) if name == "log" else self._top(name, value))
        if self.people:
            first = Scalar("assessors", 0, 0)
            key, known = out.get("assessors", (first, Mapping({}, 0, 0)))
            out["assessors"] = (key, self._with_people(known))
        out["redacted-for"] = (Scalar("redacted-for", 0, 0), _text(self.audience.id))
        return Mapping(out, self.root.start, self.root.end)

    def _top(self, name: str, node: Node) -> Node:
        renamed = {"assessors": self.marked_people, "evidence": self.marked_evidence}.get(name)
        if renamed is None or not isinstance(node, Mapping):
            return self._node(node)
        entries = {}
        for each, (key, value) in node.entries.items():
            shown = renamed.get(each, each)
            keep_role = name == "assessors" and each in renamed
            found = _only(value, "role") if keep_role else self._node(value)
            entries[shown] = (key if shown == each else _text(shown), found)
        return Mapping(entries, node.start, node.end)

    def _node(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return self._without_names(node)
        if isinstance(node, Sequence):
            return Sequence([self._node(item) for item in node.items], node.start, node.end)
        if _is_marked(node):
            return self._reduced(node)
        entries = {name: (key, self._value(name, value)) for name, (key, value) in node.entries.items()}
        return Mapping(entries, node.start, node.end)

    def _value(self, name: str, node: Node) -> Node:
        """The value of a key of what is not marked: marked people and evidence have other names there."""
        if name in _PEOPLE and isinstance(node, Scalar):
            return _renamed(node, self.marked_people)
        if name == "evidence":
            return self._references(node)
        return self._node(node)

    def _reduced(self, node: Mapping) -> Mapping:
        """What is left of a marked thing."""
        entries = {}
        for name, (key, value) in node.entries.items():
            found = self._kept(name, value)
            if found is not None:
                entries[name] = (key, found)
        return Mapping(entries, node.start, node.end)

    def _kept(self, name: str, node: Node) -> Node | None:
        kind = _KIND.get(name)
        if name in _KEPT or (kind is not None and kind in self.sees):
            return self._value(name, node)
        if isinstance(node, Scalar):
            if node.empty:
                return node
            if kind == "people" and name in _PEOPLE:
                return _renamed(node, {node.text: self._person(node.text)})
            if kind == "reasons":
                return _text(HIDDEN)
            if kind is None and (node.text.isdigit() or "everything" in self.audience.sees):
                return node  # a number beside a rating
        return None

    def _references(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return _renamed(node, self.marked_evidence)
        if isinstance(node, Sequence):
            return Sequence([self._references(item) for item in node.items], node.start, node.end)
        return self._node(node)

    def _log(self, node: Node) -> Node:
        """The log without its confidential entries."""
        if not isinstance(node, Sequence) or "record" in self.sees:
            return self._node(node)
        return Sequence(
            [self._node(each) for each in node.items if not _is_marked(each)], node.start, node.end
        )

    def _hidden_keys(self) -> set[str]:
        stated = _part(self.root, "confidentiality").entries.get("keys")
        if stated is None or "record" in self.sees:
            return set()
        items = stated[1].items if isinstance(stated[1], Sequence) else [stated[1]]
        return {item.text for item in items if isinstance(item, Scalar)}

    # ------------------------------------------------------------------------------------- people

    def _person(self, name: str) -> str:
        """What somebody is called in what is confidential: the role, and a number."""
        if name == "consensus" or "people" in self.sees:
            return name
        if name not in self.people:
            entry = self.assessors.entries.get(name)
            role = entry[1].entries.get("role") if entry and isinstance(entry[1], Mapping) else None
            word = role[1].text if role and isinstance(role[1], Scalar) and role[1].text else "person"
            self.people[name] = self._fresh("-".join(word.split()), self.assessors, self.people)
        return self.people[name]

    def _with_people(self, node: Node) -> Node:
        """The assessors with those who have another name in what is confidential, each with the role."""
        if not isinstance(node, Mapping):
            return node
        entries = dict(node.entries)
        for name, shown in self.people.items():
            if shown not in entries:
                of = self.assessors.entries.get(name)
                entries[shown] = (_text(shown), _only(of[1], "role") if of else Mapping({}, 0, 0))
        return Mapping(entries, node.start, node.end)

    @staticmethod
    def _fresh(word: str, known: Mapping, given: dict[str, str]) -> str:
        number = 1
        while f"{word}-{number}" in known.entries or f"{word}-{number}" in given.values():
            number += 1
        return f"{word}-{number}"

    def _without_names(self, node: Scalar) -> Scalar:
        text = node.text
        for name, shown in self.names.items():
            text = text.replace(name, shown)
        return node if text == node.text else Scalar(text, node.start, node.end, '"')

    @staticmethod
    def _marked(node: Mapping) -> Iterator[tuple[str, Mapping]]:
        for name, (_, value) in node.entries.items():
            if isinstance(value, Mapping) and _is_marked(value):
                yield name, value


def _part(root: Mapping, key: str) -> Mapping:
    found = root.entries.get(key)
    return found[1] if found and isinstance(found[1], Mapping) else Mapping({}, 0, 0)


def _is_marked(node: Node) -> bool:
    mark = node.entries.get(HIDDEN) if isinstance(node, Mapping) else None
    return mark is not None and isinstance(mark[1], Scalar) and mark[1].text == "true"


def _only(node: Node, key: str) -> Mapping:
    found = node.entries.get(key) if isinstance(node, Mapping) else None
    return Mapping({key: found} if found else {}, node.start, node.end)


def _renamed(node: Scalar, names: dict[str, str]) -> Scalar:
    return Scalar(names[node.text], node.start, node.end, '"') if node.text in names else node


def _text(text: str) -> Scalar:
    return Scalar(text, 0, 0, '"')
