"""The catalogue of diagnostic codes: one line a code, sorted.

CX01 syntax, CX02 names, CX03 types, CX04 model, CX05 evidence, CX06 dependencies, CX1 lint. A title says
what kind of thing is wrong; the message of a diagnostic says what exactly. Each code has a page in
docs/diagnostics and an example in tests/gallery that triggers it; a code is never given a second meaning.
"""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Entry(NamedTuple):
    """What the catalogue knows of a code."""

    code: str
    severity: Severity
    title: str


_TABLE: tuple[tuple[str, Severity, str], ...] = (
    ("CX0101", "error", "text that is not understood here"),
    ("CX0102", "error", "a brace is not closed"),
    ("CX0103", "error", "a quoted text is not closed"),
    ("CX0104", "error", "unknown word at the beginning of a declaration"),
    ("CX0105", "error", "a name is missing"),
    ("CX0106", "error", "a number, percentage, version or date is not written as one"),
    ("CX0107", "error", "a character that the language does not use"),
    ("CX0108", "error", "a closing brace that nothing opened"),
    ("CX0109", "error", "a title or text in double quotes is missing"),
    ("CX0201", "error", "unknown name"),
    ("CX0202", "error", "a name is declared twice"),
    ("CX0203", "error", "a package has no header, or more than one"),
    ("CX0204", "error", "a package is not found"),
    ("CX0205", "error", "a package's version is not in the wanted range"),
    ("CX0206", "error", "a range of ids runs backwards or across kinds"),
    ("CX0207", "error", "a name of the wrong kind"),
    ("CX0301", "error", "a rating that its scale does not have"),
    ("CX0302", "error", "ratings of two different scales are compared"),
    ("CX0303", "error", "a level that does not exist"),
    ("CX0304", "error", "values of two different types are put together"),
    ("CX0305", "error", "a parameter of the wrong type"),
    ("CX0401", "error", "the bands of a scale leave a gap or overlap"),
    ("CX0402", "error", "the values of a scale are missing or do not rise"),
    ("CX0403", "error", "levels are not in order"),
    ("CX0404", "error", "a model without framework or levels"),
    ("CX0405", "error", "a refinement does not fit its scale"),
    ("CX0406", "error", "a method does not say all it must"),
    ("CX0407", "error", "a target names something outside its model"),
    ("CX0408", "error", "'at least' asks for more members than there are"),
    ("CX0501", "error", "YAML that cannot be read"),
    ("CX0502", "error", "unknown key"),
    ("CX0503", "error", "a key is missing"),
    ("CX0504", "error", "a value of the wrong type"),
    ("CX0505", "error", "a key is written twice"),
    ("CX0506", "error", "unknown subject"),
    ("CX0507", "error", "a rating outside its scale"),
    ("CX0508", "error", "unknown evidence"),
    ("CX0509", "error", "a date that the calendar does not have"),
    ("CX0510", "error", "a file outside the assessment's folder"),
    ("CX0511", "error", "anchors, aliases and tags are not allowed"),
    ("CX0512", "error", "a file that is too large, too deep or has too many entries"),
    ("CX0513", "error", "unknown finding"),
    ("CX0514", "error", "unknown cause"),
    ("CX0515", "error", "unknown rule among the deviations"),
    ("CX0516", "error", "unknown instance"),
    ("CX0517", "error", "unknown assessor"),
    ("CX0518", "error", "unknown method, target, reading or scope"),
    ("CX0519", "error", "a table of ratings that cannot be read"),
    ("CX0520", "error", "two ratings for one subject and instance"),
    ("CX0521", "error", "a deviation or a not-applicable without a reason"),
    ("CX0522", "error", "a file that is not UTF-8 text"),
    ("CX0523", "error", "a rating of a refined scale that the method does not use"),
    ("CX0524", "warning", "an evidence file is missing or has changed"),
    ("CX0525", "warning", "read and kept; has no effect on levels yet"),
    ("CX0526", "warning", "a rating above the levels that were assessed"),
    ("CX0527", "warning", "evidence dated after the assessment"),
    ("CX0528", "error", "a word that is not among the allowed ones"),
    ("CX0529", "error", "a rating where none may be given"),
    ("CX0530", "error", "a version of the file format that is not known"),
    ("CX0531", "warning", "a checksum that is not one"),
    ("CX0601", "error", "a cycle"),
    ("CX1001", "warning", "a rule by which a better rating can lower a level"),
    ("CX1002", "warning", "a rule without a source"),
    ("CX1003", "warning", "a declaration that nothing uses"),
)

CATALOGUE: dict[str, Entry] = {row[0]: Entry(*row) for row in _TABLE}
