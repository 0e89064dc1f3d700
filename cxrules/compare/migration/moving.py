"""The tree of an assessment file carried over to another version: what moves, what stays behind, what to ask.

Beside the tree the same is noted as edits of the text, so that comments and layout can be kept; where a part
is laid out so that it cannot be edited by itself, `editable` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.compare.migration.ways import Way
from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence, plain
from cxrules.exchange.write import quoted
from cxrules.exchange.write_tree import in_one_line
from cxrules.text import Span
from cxrules.text.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxrules.compare.migration.ways import Ways
    from cxrules.text import Source

CARRIED = "carried"
_STAYS_BEHIND = ("signed-off", "supersedes", "based-on", "migrated", "redacted-for")
_MARK = Scalar("true", 0, 0)


class Head(NamedTuple):
    """What the new file is called, how it names its model, and how versions are called in sentences."""

    assessment: str
    model: str
    version: str


class Moving:
    """Carries one file over."""

    def __init__(self, root: Mapping, source: Source, ways: Ways, head: Head) -> None:
        """Move everything.

        `entries` and `left` are what comes of it and what has no place; `renamed`, `carried` (by new ids,
        with the ratings), `came` (from which old ids) and `behind` tell of ids. `edits`, `rewritten` and
        `gone` are the same for the text.
        """
        self.source, self.ways, self.head = source, ways, head
        self.edits: list[Edit] = []
        self.gone: list[tuple[Scalar, Node]] = []
        self.rewritten: list[Edit] = []
        self.editable = source.text[root.start : root.start + 1] not in {"{", ""}
        self.left: dict[str, Node] = {}
        self.renamed: dict[str, str] = {}
        self.carried: dict[str, str] = {}
        self.came: dict[str, str] = {}
        self.behind: dict[str, tuple[Way, str]] = {}
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        for name, (key, value) in root.entries.items():
            self._entry(name, key, value)
        if "status" in self.entries:
            self._replaced("status", "draft", root)
        self.old_name = _text(root, "assessment")
        self.old_model = _text(root, "model")
        self._replaced("assessment", head.assessment, root)
        self._replaced("model", head.model, root)

    def _replaced(self, name: str, text: str, root: Mapping) -> None:
        """Another text for a key of the head; what stood there stays behind where it says more."""
        entry = root.entries.get(name)
        if entry is None:
            return
        key, value = entry
        if isinstance(value, Scalar) and value.text == text:
            return
        if name == "status":
            self.left[name] = value
        self.entries[name] = (key, Scalar(text, 0, 0))
        if isinstance(value, Scalar) and not value.empty:
            self.edits.append(Edit(self.source, value.span, quoted(text)))
        else:
            self.editable = False

    # -------------------------------------------------------------------------------------------- parts

    def _entry(self, name: str, key: Scalar, value: Node) -> None:
        ways = self.ways
        parts: dict[str, Callable[[str], Way]] = {
            "waivers": ways.of,
            "judgements": lambda each: ways.answer(each, "judgement"),
            "values": lambda each: ways.answer(each, "input"),
            "findings": self._finding,
            "deviations": lambda each: ways.named("rule", each),
            "tables": lambda each: ways.named("table", each),
        }
        if name in _STAYS_BEHIND:
            self._removed(key, value)
            self.left[name] = value
        elif name == "ratings" and isinstance(value, Mapping):
            self._kept(name, key, self._part(name, value, ways.of, self._rating), value)
        elif name in parts and isinstance(value, Mapping):
            self._kept(name, key, self._part(name, value, parts[name], self._told), value)
        elif name == "consensus" and isinstance(value, Mapping):
            self._kept(name, key, self._part(name, value, self._rule_of_consensus, _as_it_is), value)
        elif name == "target":
            self._target(key, value)
        elif name == "scope":
            self._scope(key, value)
        elif name in {"method", "profile", "view"} and isinstance(value, Scalar):
            self._named(name, key, value)
        else:
            self.entries[name] = (key, value)

    def _kept(self, name: str, key: Scalar, moved: Mapping, before: Mapping) -> None:
        """A part, unless nothing of it is left."""
        if before.entries and not moved.entries:
            self._removed(key, before)
        else:
            self.entries[name] = (key, moved)

    def _finding(self, name: str) -> Way:
        return self.ways.named("context" if self._is("context", name) else "finding", name)

    def _is(self, kind: str, name: str) -> bool:
        return any(key.kind == kind and key.id == name for key in self.ways.matching.old)

    def _rule_of_consensus(self, name: str) -> Way:
        return Way(name, None) if name in {"rule", "quorum", "tie"} else self.ways.of(name)

    def _part(
        self,
        part: str,
        node: Mapping,
        way_of: Callable[[str], Way],
        moved: Callable[[str, Node], Node | None],
    ) -> Mapping:
        """A map from ids; what has no place in the new version stays behind, as it was."""
        found: dict[str, tuple[Scalar, Node]] = {}
        flow = self._is_flow(node)
        for name, (key, value) in node.entries.items():
            way = way_of(name)
            after = moved(way.new, value) if way.new is not None else None
            if way.new is None or after is None or way.new in found:
                self._stays(part, name, value)
                if not flow:
                    self._removed(key, value)
                if part == "ratings":
                    self.behind[name] = (way, _ratings_in(value))
                continue
            found[way.new] = (self._key(key, way.new), after)
            if part == "ratings" and _ratings_in(value):
                self.carried[way.new] = _ratings_in(value)
                self.came[way.new] = name
        moved_to = Mapping(found, node.start, node.end)
        if flow and len(found) < len(node.entries):
            self.rewritten.append(Edit(self.source, node.span, in_one_line(moved_to)))
        return moved_to

    def _stays(self, part: str, name: str, value: Node) -> None:
        before = self.left.get(part)
        entries = dict(before.entries) if isinstance(before, Mapping) else {}
        entries[name] = (Scalar(name, 0, 0), value)
        self.left[part] = Mapping(entries, 0, 0)

    def _key(self, key: Scalar, name: str) -> Scalar:
        if key.text == name:
            return key
        self.renamed[key.text] = name
        self.edits.append(Edit(self.source, key.span, quoted(name)))
        return Scalar(name, 0, 0)

    def _removed(self, key: Scalar, value: Node) -> None:
        self.gone.append((key, value))

    def _is_flow(self, node: Node) -> bool:
        return self.source.text[node.start : node.start + 1] in {"{", "["}

    # ------------------------------------------------------------------------------------------ ratings

    def _rating(self, subject: str, node: Node) -> Node | None:
        """What is recorded of a subject, each rating of it marked; None: not a word of it holds."""
        words = _rating_words(node)
        if any(word not in self.ways.new.given_values for word in words):
            return None
        return self._inner(subject, node)

    def _inner(self, subject: str, node: Node) -> Node:
        if isinstance(node, Mapping) and "instances" in node.entries:
            key, inner = node.entries["instances"]
            if isinstance(inner, Mapping):
                below = {name: (at, self._inner(subject, each)) for name, (at, each) in inner.entries.items()}
                inner = Mapping(below, inner.start, inner.end)
            return Mapping({**node.entries, "instances": (key, inner)}, node.start, node.end)
        if isinstance(node, Sequence):
            return Sequence([self._inner(subject, each) for each in node.items], node.start, node.end)
        if isinstance(node, Scalar):
            return node if node.empty else self._marked_word(node)
        return self._marked(subject, node)

    def _marked_word(self, node: Scalar) -> Mapping:
        found = {"rating": (Scalar("rating", 0, 0), node), CARRIED: (Scalar(CARRIED, 0, 0), _MARK)}
        written = self.source.text[node.start : node.end]
        self.edits.append(Edit(self.source, node.span, f"{{rating: {written}, {CARRIED}: true}}"))
        return Mapping({name: (key, value) for name, (key, value) in found.items()}, node.start, node.end)

    def _marked(self, subject: str, node: Mapping) -> Mapping:
        entries = dict(node.entries)
        if "causes" in entries:
            key, causes = entries["causes"]
            entries["causes"] = (key, self._names(subject, "ratings", causes, self._cause))
        if "rating" in entries and not _is_blank(entries["rating"][1]) and CARRIED not in entries:
            entries[CARRIED] = (Scalar(CARRIED, 0, 0), _MARK)
            self._mark(node)
        return Mapping(entries, node.start, node.end)

    def _mark(self, node: Mapping) -> None:
        keys = list(node.entries.values())
        if self._is_flow(node):
            at = node.end - 1
            text = self.source.text[:at].rstrip()
            at = len(text)
            comma = "" if text.endswith((",", "{")) else ","
            self.edits.append(Edit(self.source, _at(at), f"{comma} {CARRIED}: true"))
            return
        first = keys[0][0]
        indent = " " * (self.source.position(first.start).column - 1)
        self.edits.append(Edit(self.source, _at(first.start), f"{CARRIED}: true\n{indent}"))

    def _cause(self, name: str) -> str | None:
        kind = "cause" if self._is("cause", name) else "finding"
        return self.ways.named(kind, name).new

    # ------------------------------------------------------------------------------- what names others

    def _told(self, name: str, node: Node) -> Node | None:
        """A finding, a deviation, a judgement, a value: the subjects it names are moved, too."""
        if not isinstance(node, Mapping) or "subjects" not in node.entries:
            return node
        key, subjects = node.entries["subjects"]
        moved = self._names(name, "", subjects, lambda each: self.ways.of(each).new)
        if isinstance(moved, Sequence) and len(moved.items) < _count(subjects):
            return None  # without those it would say another thing
        return Mapping({**node.entries, "subjects": (key, moved)}, node.start, node.end)

    def _names(self, owner: str, part: str, node: Node, new_of: Callable[[str], str | None]) -> Node:
        """A list of ids by their new names; where one has none it is left out, and the list stays behind."""
        items = node.items if isinstance(node, Sequence) else [node]
        found: list[Node] = []
        for each in items:
            name = new_of(each.text) if isinstance(each, Scalar) else None
            if name is None or not isinstance(each, Scalar):
                self.editable = False
                if part:
                    self._stays(part, owner, Mapping({"causes": (Scalar("causes", 0, 0), node)}, 0, 0))
                continue
            found.append(self._key(each, name))
        if not isinstance(node, Sequence) and len(found) == 1:
            return found[0]
        return Sequence(found, node.start, node.end)

    # --------------------------------------------------------------------------------------------- head

    def _named(self, name: str, key: Scalar, value: Scalar) -> None:
        known = {
            "method": self.ways.new.methods,
            "view": self.ways.new.answers.views,
            "profile": (value.text,),  # whether there is such a profile is said when it is read
        }[name]
        if value.empty or value.text in known:
            self.entries[name] = (key, value)
        else:
            self.left[name] = value
            self._removed(key, value)

    def _target(self, key: Scalar, value: Node) -> None:
        if isinstance(value, Mapping):
            self._kept("target", key, self._part("target", value, self.ways.of, _as_it_is), value)
            return
        name = value.text if isinstance(value, Scalar) else ""
        new = self.ways.named("target", name).new if name else name
        if isinstance(value, Scalar) and new is not None and (not name or new in self.ways.new.targets):
            self.entries["target"] = (key, self._key(value, new) if name else value)
        else:
            self.left["target"] = value
            self._removed(key, value)

    def _scope(self, key: Scalar, value: Node) -> None:
        items = value.items if isinstance(value, Sequence) else [value]
        names = [each.text for each in items if isinstance(each, Scalar)]
        moved = list(dict.fromkeys(new for name in names for new in self._in_scope(name)))
        if moved == names:
            self.entries["scope"] = (key, value)
            return
        self.left["scope"] = value
        self.entries["scope"] = (key, Sequence([Scalar(name, 0, 0, '"') for name in moved], 0, 0))
        if self._is_flow(value):
            listed = in_one_line(self.entries["scope"][1])
            self.edits.append(Edit(self.source, value.span, listed))
        else:
            self.editable = False

    def _in_scope(self, name: str) -> Iterable[str]:
        """What stands for a member of the scope: itself, what it became, or what a range became."""
        first, dots, last = (each.strip() for each in name.partition(".."))
        capabilities = list(self.ways.old.capabilities)
        if not dots:
            if name not in capabilities:
                new = self.ways.named("scope", name).new
                return [new] if new is not None and new in self.ways.new.scopes else []
            return self.ways.of(name).targets
        if first not in capabilities or last not in capabilities:
            return [name]
        inside = capabilities[capabilities.index(first) : capabilities.index(last) + 1]
        found = [new for each in inside for new in self.ways.of(each).targets]
        return [name] if found == inside and self._same_range(first, last, inside) else found

    def _same_range(self, first: str, last: str, inside: list[str]) -> bool:
        there = list(self.ways.new.capabilities)
        return there[there.index(first) : there.index(last) + 1] == inside


def _as_it_is(_: str, node: Node) -> Node:
    return node


def _at(place: int) -> Span:
    return Span(place, place)


def _count(node: Node) -> int:
    return len(node.items) if isinstance(node, Sequence) else 1


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def _text(root: Mapping, name: str) -> str:
    entry = root.entries.get(name)
    return entry[1].text if entry is not None and isinstance(entry[1], Scalar) else ""


def _rating_words(node: Node) -> list[str]:
    """Every rating in what is recorded of a subject."""
    if isinstance(node, Scalar):
        return [] if node.empty else [node.text]
    if isinstance(node, Sequence):
        return [word for each in node.items for word in _rating_words(each)]
    if "instances" in node.entries and isinstance(node.entries["instances"][1], Mapping):
        inner = node.entries["instances"][1]
        return [word for _, each in inner.entries.values() for word in _rating_words(each)]
    return _rating_words(node.entries["rating"][1]) if "rating" in node.entries else []


def _ratings_in(node: Node) -> str:
    """The ratings of a subject in a few words: ``L``, ``L and P``."""
    words = list(dict.fromkeys(_rating_words(node)))
    if not words and isinstance(node, Mapping) and "not-applicable" in node.entries:
        return f"not applicable: {plain(node.entries['not-applicable'][1])}"
    return ", ".join(words)
