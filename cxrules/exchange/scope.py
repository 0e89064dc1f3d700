"""What an assessment covers: ids, ranges and named scopes, resolved to capabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.problems import Problems, shortened
from cxrules.exchange.subjects import Subjects

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.model.assessment import Assessment
    from cxrules.model.vocabulary import Vocabulary
    from cxrules.text import Source, Span


def expand_scope(
    assessment: Assessment, vocabulary: Vocabulary, source: Source | None = None
) -> tuple[tuple[str, ...] | None, list[Diagnostic]]:
    """Give the capabilities in scope, in the order of the model, and what is wrong with the scope as written.

    None: the assessment names no scope. `source` is the text that the places of the assessment are of.
    """
    problems = Problems(source)
    if assessment.scope is None:
        return None, problems.found
    subjects = Subjects(vocabulary, problems)
    members: set[str] = set()
    for number, item in enumerate(assessment.scope):
        span = assessment.places.get(("scope", str(number)))
        if isinstance(item, tuple):
            members.update(_range(item, vocabulary, subjects, problems, span))
        elif item in vocabulary.scopes and item not in vocabulary.subjects:
            members.update(vocabulary.scopes[item])
        elif vocabulary.subjects.get(item) == "capability":
            members.add(item)
        else:
            _unknown(item, vocabulary, subjects, problems, span)
    return tuple(name for name in vocabulary.capabilities if name in members), problems.found


def _unknown(
    name: str, vocabulary: Vocabulary, subjects: Subjects, problems: Problems, span: Span | None
) -> None:
    """Say what is wrong with a name that is neither a capability nor a scope."""
    if name in vocabulary.subjects or not vocabulary.scopes:
        subjects.check_capability(name, span)
        return
    known = [*vocabulary.capabilities, *vocabulary.scopes]
    hint = problems.meant(name, known, "Write an id, a range such as A.1 .. A.6, or the name of a scope.")
    problems.add("CX0518", f"There is no capability or scope {shortened(name)}.", span, hint)


def _range(
    ends: tuple[str, str],
    vocabulary: Vocabulary,
    subjects: Subjects,
    problems: Problems,
    span: Span | None,
) -> tuple[str, ...]:
    """Give the capabilities of one family from the first to the last, both included."""
    first, last = ends
    known = [end for end in ends if subjects.check_capability(end, span)]
    if len(known) < len(ends):
        return ()
    family = _family(first)
    if family != _family(last):
        message = f"A range stays within one family; {first} and {last} are of two."
        problems.add("CX0206", message, span, "Write two ranges.")
        return ()
    order = list(vocabulary.capabilities)
    start, stop = order.index(first), order.index(last)
    if start > stop:
        problems.add("CX0206", f"{first} comes after {last}.", span, f"Did you mean {last} .. {first}?")
        return ()
    return tuple(name for name in order[start : stop + 1] if _family(name) == family)


def _family(capability: str) -> str:
    """Give what is common to the ids of a family: SWE. of SWE.1."""
    return capability.rstrip("0123456789")
