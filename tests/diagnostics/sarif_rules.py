"""What SARIF 2.1.0 asks of a log, as far as this program writes one; stricter than its schema in places.

From the specification (OASIS, errata 01): the properties that each object may have and must have (3.13 to
3.55), indices that point at something (3.27.6), regions that count from 1 (3.30), ids that are unique
(3.19.23, 3.28.2), base ids that are declared (3.4.4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json = dict[str, Any]
# Each object: the properties that it must have, and those that it may have.
OBJECTS: Mapping[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema", "version", "runs"}),
    "run": (
        {"tool", "results"},  # results are there even where there are none: the run was complete
        {"tool", "results", "columnKind", "originalUriBaseIds", "properties"},
    ),
    "tool": ({"driver"}, {"driver"}),
    "driver": ({"name"}, {"name", "version", "rules"}),
    "rule": (
        {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"},
        {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"},
    ),
    "result": (
        {"ruleId", "ruleIndex", "level", "message"},
        {
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "relatedLocations",
            "suppressions",
            "partialFingerprints",
            "fixes",
        },
    ),
    "location": (set(), {"id", "message", "physicalLocation", "logicalLocations"}),
    "place": ({"artifactLocation"}, {"artifactLocation", "region"}),
    "artifact": ({"uri"}, {"uri", "uriBaseId"}),
    "region": ({"startLine"}, {"startLine", "startColumn", "endLine", "endColumn"}),
    "logical": ({"fullyQualifiedName"}, {"fullyQualifiedName", "kind"}),
    "suppression": ({"kind"}, {"kind", "justification"}),
    "fix": ({"artifactChanges"}, {"artifactChanges", "description", "properties"}),
    "change": ({"artifactLocation", "replacements"}, {"artifactLocation", "replacements"}),
    "replacement": ({"deletedRegion"}, {"deletedRegion", "insertedContent"}),
}
_LEVELS = {"none", "note", "warning", "error"}
_URI = re.compile(r"(?:file://|https?://)?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+")


def faults(log: Json) -> list[str]:
    """Everything that is wrong with a log."""
    return list(_log(log))


def _shape(kind: str, found: Json) -> Iterator[str]:
    must, may = OBJECTS[kind]
    yield from (f"{kind} lacks {key}" for key in sorted(must - found.keys()))
    yield from (f"{kind} has {key}" for key in sorted(found.keys() - may))


def _log(log: Json) -> Iterator[str]:
    yield from _shape("log", log)
    if log["version"] != "2.1.0":
        yield "version"
    if len(log["runs"]) != 1:
        yield "runs"
    for run in log["runs"]:
        yield from _run(run)


def _run(run: Json) -> Iterator[str]:
    yield from _shape("run", run)
    yield from _shape("tool", run["tool"])
    driver = run["tool"]["driver"]
    yield from _shape("driver", driver)
    rules = driver["rules"]
    ids = [rule["id"] for rule in rules]
    if len(set(ids)) != len(ids):
        yield "two rules of one id"
    if {result["ruleId"] for result in run["results"]} != set(ids):
        yield "rules without results, or results without rules"
    for rule in rules:
        yield from _shape("rule", rule)
        yield from _level(rule["defaultConfiguration"]["level"])
        for key in ("shortDescription", "fullDescription", "help"):
            yield from _message(rule[key])
    if run["columnKind"] != "unicodeCodePoints":
        yield "columnKind"
    bases = run.get("originalUriBaseIds", {})
    for result in run["results"]:
        yield from _result(result, ids, bases)


def _result(result: Json, ids: list[str], bases: Json) -> Iterator[str]:
    yield from _shape("result", result)
    at = result["ruleIndex"]
    if not 0 <= at < len(ids) or ids[at] != result["ruleId"]:
        yield f"ruleIndex {at} is not {result['ruleId']}"
    yield from _level(result["level"])
    yield from _message(result["message"])
    for each in result.get("locations", ()):
        yield from _location(each, bases)
    related = [each.get("id") for each in result.get("relatedLocations", ())]
    if related != list(range(1, len(related) + 1)):
        yield "ids of related locations"
    for each in result.get("relatedLocations", ()):
        yield from _location(each, bases)
        yield from _message(each["message"])
    for each in result.get("suppressions", ()):
        yield from _shape("suppression", each)
        if each["kind"] not in {"inSource", "external"}:
            yield "suppression"
    if not all(isinstance(each, str) and each for each in result.get("partialFingerprints", {}).values()):
        yield "fingerprints"
    for fix in result.get("fixes", ()):
        yield from _fix(fix, bases)


def _fix(fix: Json, bases: Json) -> Iterator[str]:
    yield from _shape("fix", fix)
    for change in fix["artifactChanges"]:
        yield from _shape("change", change)
        yield from _artifact(change["artifactLocation"], bases)
        if not change["replacements"]:
            yield "a change of nothing"
        for each in change["replacements"]:
            yield from _shape("replacement", each)
            yield from _region(each["deletedRegion"])


def _location(location: Json, bases: Json) -> Iterator[str]:
    yield from _shape("location", location)
    place = location.get("physicalLocation")
    if place is None and not location.get("logicalLocations"):
        yield "a location that is nowhere"
    if place is not None:
        yield from _shape("place", place)
        yield from _artifact(place["artifactLocation"], bases)
        if "region" in place:
            yield from _region(place["region"])
    for each in location.get("logicalLocations", ()):
        yield from _shape("logical", each)


def _artifact(artifact: Json, bases: Json) -> Iterator[str]:
    yield from _shape("artifact", artifact)
    if not _URI.fullmatch(artifact["uri"]):
        yield f"uri {artifact['uri']!r}"
    base = artifact.get("uriBaseId")
    if base is not None and (base not in bases or artifact["uri"].startswith(("/", "file:", "../"))):
        yield f"base {base} of {artifact['uri']}"


def _region(region: Json) -> Iterator[str]:
    yield from _shape("region", region)
    if not all(isinstance(each, int) and each >= 1 for each in region.values()):
        yield f"{region} does not count from 1"
    end = (region.get("endLine", region["startLine"]), region.get("endColumn", 1 << 30))
    if end < (region["startLine"], region.get("startColumn", 1)):
        yield f"{region} ends before it begins"


def _message(message: Json) -> Iterator[str]:
    if message.keys() != {"text"} or not message["text"].strip():
        yield f"message {message}"


def _level(level: str) -> Iterator[str]:
    if level not in _LEVELS:
        yield f"level {level}"
