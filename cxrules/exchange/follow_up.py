"""The file of a re-assessment: an earlier one with all of its ratings carried over, and marked as such.

What belongs to the earlier assessment alone is left out: its day, its log, its sign-offs and its status. Who
rates a subject anew writes the rating in place of the carried one, and the mark goes with it.
"""

from __future__ import annotations

from cxrules.exchange.tree import Mapping, Node, Scalar, Sequence
from cxrules.exchange.write_tree import write_tree

CARRIED = "carried"
_LEFT_OUT = frozenset(
    ("date", "log", "signed-off", "status", "based-on", "supersedes", "redacted-for", "migrated")
)
_HEAD = ("cxrules", "assessment", "title", "model", "date", "based-on", "supersedes", "status")


def follow_up(root: Mapping, name: str, model: str, *, supersedes: bool) -> str:
    """The text of an assessment that follows another one; see `following`."""
    return write_tree(following(root, name, model, supersedes=supersedes))


def following(root: Mapping, name: str, model: str, *, supersedes: bool) -> Mapping:
    """The tree of an assessment called `name` that follows the one whose tree is given.

    `model` is how the new file names the model. `supersedes`: it takes the place of a released one.
    """
    earlier = root.entries["assessment"][1]
    given: dict[str, Node] = {
        "assessment": _quoted(name),
        "model": _quoted(model),
        "date": Scalar("", 0, 0),
        "based-on": earlier,
        "status": Scalar("draft", 0, 0),
    }
    if supersedes:
        given["supersedes"] = earlier
    entries = {key: value for key, (_, value) in root.entries.items() if key not in _LEFT_OUT}
    entries |= given
    if "ratings" in entries:
        entries["ratings"] = _ratings(entries["ratings"])
    first = {key: entries.pop(key) for key in _HEAD if key in entries}
    return _mapping({**first, **entries})


def _ratings(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    return _mapping({subject: _subject(value) for subject, (_, value) in node.entries.items()})


def _subject(node: Node) -> Node:
    """What is recorded for a subject, each rating of it marked."""
    if isinstance(node, Mapping) and "instances" in node.entries:
        inner = node.entries["instances"][1]
        if isinstance(inner, Mapping):
            inner = _mapping({name: _subject(value) for name, (_, value) in inner.entries.items()})
        return _mapping({"instances": inner})
    if isinstance(node, Sequence):
        return Sequence([_carried(item) for item in _current(node.items)], 0, 0)
    return _carried(node)


def _current(items: list[Node]) -> list[Node]:
    """The ratings that were still somebody's word: one carried over before gives way to one given anew."""
    anew = [each for each in items if not _is_carried(each)]
    return anew or items


def _is_carried(node: Node) -> bool:
    mark = node.entries.get(CARRIED) if isinstance(node, Mapping) else None
    return mark is not None and isinstance(mark[1], Scalar) and mark[1].text == "true"


def _carried(node: Node) -> Node:
    if isinstance(node, Scalar):
        return node if node.empty else _mapping({"rating": node, CARRIED: Scalar("true", 0, 0)})
    if not isinstance(node, Mapping):
        return node
    blank = "rating" in node.entries and _is_blank(node.entries["rating"][1])
    entries = {key: value for key, (_, value) in node.entries.items()}
    return node if blank else _mapping({**entries, CARRIED: Scalar("true", 0, 0)})


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty


def _mapping(entries: dict[str, Node]) -> Mapping:
    return Mapping({key: (_quoted(key), value) for key, value in entries.items()}, 0, 0)


def _quoted(text: str) -> Scalar:
    return Scalar(text, 0, 0, '"')
