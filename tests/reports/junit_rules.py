"""What build servers ask of JUnit XML: the elements and attributes that Jenkins' xunit plugin knows.

There is no one standard. `FORMAT` is what is written here out of that; the order of the parts of a suite is
that of the schema. Apache Ant's form wants a clock and a host name, too, which no output of cxrules holds.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT: dict[str, tuple[set[str], set[str], list[str]]] = {  # attributes: needed, allowed; parts, in order
    "testsuites": (set(), {"name"}, ["testsuite"]),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"name", "tests", "failures", "errors", "skipped"},
        ["properties", "testcase", "system-out"],
    ),
    "properties": (set(), set(), ["property"]),
    "property": ({"name", "value"}, {"name", "value"}, []),
    "testcase": (
        {"name", "classname"},
        {"name", "classname", "file", "line"},
        ["skipped", "error", "failure"],
    ),
    "failure": ({"type", "message"}, {"type", "message"}, []),
    "error": ({"type", "message"}, {"type", "message"}, []),
    "skipped": (set(), {"message"}, []),
    "system-out": (set(), set(), []),
}


def faults(text: str) -> list[str]:
    """Everything that is wrong with a file."""
    root = ET.fromstring(text)  # noqa: S314 - what was just written here
    found = [] if root.tag == "testsuites" else ["root"]
    names = [suite.get("name") for suite in root]
    found += ["two suites of one name"] if len(set(names)) != len(names) else []
    return found + [each for element in root.iter() for each in _element(element)]


def _element(element: ET.Element) -> Iterator[str]:
    needed, allowed, parts = FORMAT[element.tag]
    yield from (f"{element.tag} lacks {key}" for key in sorted(needed - set(element.keys())))
    yield from (f"{element.tag} has {key}" for key in sorted(set(element.keys()) - allowed))
    tags = [each.tag for each in element]
    yield from (f"{element.tag} holds {tag}" for tag in tags if tag not in parts)
    if tags != sorted(tags, key=lambda tag: parts.index(tag) if tag in parts else -1):
        yield f"the parts of {element.tag} are out of order"
    if element.tag == "testsuite":
        yield from _counts(element)
    if element.tag == "testcase" and len({each.tag for each in element}) > 1:
        yield "a case ends in two ways"
    if "line" in element.keys() and int(element.get("line", "")) < 1:  # noqa: SIM118 - no mapping
        yield "line"


def _counts(suite: ET.Element) -> Iterator[str]:
    ends = Counter(case[0].tag if len(case) else "" for case in suite.iter("testcase"))
    counted = {"tests": ends.total(), "failures": ends["failure"], "errors": ends["error"]}
    for key, number in {**counted, "skipped": ends["skipped"]}.items():
        if int(suite.get(key, "0")) != number:
            yield f"{key} is {suite.get(key)}, not {number}"
