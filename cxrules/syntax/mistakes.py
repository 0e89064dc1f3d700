"""From a failure of the parser to the one message that helps.

First come mistakes that can be seen in the text itself: a strange character, a quote or brace left open.
Then the labels that malformed examples (grammar/malformed) have put on the parser's states, and last a
sentence about what could have stood there. The wording is in `wording`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxrules.diagnostics import Diagnostic, diagnose
from cxrules.syntax import signs, wording
from cxrules.syntax.measures_wording import measuring
from cxrules.syntax.scene import BELOW_ZERO, NAMES, SHAPES, Scene, scene, step_back
from cxrules.syntax.values_wording import lacking, telling
from cxrules.text import Span, near

if TYPE_CHECKING:
    from cxrules.syntax.drive import Failure
    from cxrules.syntax.saying import Said
    from cxrules.syntax.tables import Tables
    from cxrules.text import Source

# Keywords that never are a sensible name where one is missing before them: `cap SUP.1 at when …`.
_JOINTS = frozenset(
    (
        *("when", "and", "or", "not", "is", "in", "at", "below", "above", "for", "by", "with", "from", "of"),
        *("as", "to", "requires", "shows", "tagged", "weight", "reach", "reaches", "source", "because"),
        *("title", "version", "within", "differs", "cap", "lower", "fix", "keep", "align", "warn"),
        *("then", "otherwise", "over", "plus", "minus", "times", "divided", "has", "rounded"),
    )
)
_KIND_AND_NAME = 2
_NUMBERS = frozenset({"$DATE", "$DECIMAL", "$INT", "$PERCENT", "$VERSION"})


class Explained(NamedTuple):
    """A diagnostic, and whether what stands before the mistake is a complete declaration."""

    diagnostic: Diagnostic
    complete: bool = False


def explain(tables: Tables, source: Source, begin: int, failure: Failure) -> Explained:
    """Make the diagnostic of a failure in the declaration that begins at `begin`."""
    here = scene(tables, source.text, begin, failure)
    said = _evident(here)
    complete = said is None and _is_complete(here)
    said = said or _misspelt_kind(tables, here) or measuring(here) or telling(here)
    said = said or _near_word(tables, here)
    if said is None and complete and _label(tables, here) != "missing-opening-brace":
        here = scene(tables, source.text, failure.start, failure._replace(states=[tables.start]))
    else:
        complete = complete and said is not None and said.code == "CX0104"
    said = said or _blame_before(tables, here) or _labelled(tables, here) or _number(here)
    said = said or lacking(here) or wording.not_understood(here)
    return Explained(diagnose(said.code, said.message, source, said.span, said.hint), complete)


def _is_complete(here: Scene) -> bool:
    """Tell whether a declaration could end before the mistake, and the mistake begins a new line."""
    return "$END" in here.fitting and bool(here.before) and not here.same_line


def too_many(source: Source, begin: int) -> Diagnostic:
    """Make the diagnostic that from `begin` on nothing more is read."""
    message = "There are too many mistakes; the text from here on was not read."
    return diagnose("CX0101", message, source, Span(begin, begin), "Mend the ones above first.")


def _evident(here: Scene) -> Said | None:
    """Say what the text alone shows."""
    kind = here.found.kind
    if kind == "$DEEP":
        return signs.too_deep(here)
    if kind == "$STRANGE":
        return signs.strange(here)
    if kind in BELOW_ZERO:
        return signs.below_zero(here)
    return _unpaired(here)


def _unpaired(here: Scene) -> Said | None:
    """Say which brace or parenthesis stands alone."""
    kind, opened = here.found.kind, here.open("{", "}")
    if kind == "$END" and opened:
        return signs.open_brace(here, opened[-1])
    if kind == "}" and not opened:
        return signs.stray_brace(here)
    if kind == ")" and not here.open("(", ")"):
        return signs.stray_parenthesis(here)
    return None


def _near_word(tables: Tables, here: Scene) -> Said | None:
    """Say which keyword was probably meant."""
    if here.found.kind != "$NAME" or NAMES & here.fitting:
        return None
    guess = near(here.found.text, sorted(here.fitting - SHAPES))
    opens = not here.before or (
        _is_complete(here) and (guess is None or guess in tables.actions[tables.start])
    )
    if opens:
        return wording.unknown_declaration(here, guess)
    return wording.misspelt(here, guess) if guess else None


def _misspelt_kind(tables: Tables, here: Scene) -> Said | None:
    """Where an element could stand, any word is taken for its kind: say which keyword was probably meant."""
    named = here.last is not None and here.last.kind in NAMES
    if here.fitting != {"$STRING"} or not named or len(here.before) < _KIND_AND_NAME:
        return None
    earlier = step_back(tables, here)
    first = step_back(tables, earlier) if earlier else None
    if first is None or first.found.kind != "$NAME":
        return None
    guess = near(first.found.text, sorted(first.fitting - SHAPES))
    return wording.misspelt(first, guess) if guess else None


def _blame_before(tables: Tables, here: Scene) -> Said | None:
    """Where a keyword was taken for a name because something is missing before it, say that."""
    last = here.last
    if last is None or last.text not in _JOINTS:
        return None
    earlier = step_back(tables, here)
    if earlier is None or last.text in earlier.fitting or not NAMES & earlier.fitting:
        return None
    return _labelled(tables, earlier) or wording.missing_name(earlier)


def _labelled(tables: Tables, here: Scene) -> Said | None:
    label = _label(tables, here)
    return wording.LABELS[label](here) if label else None


def _label(tables: Tables, here: Scene) -> str | None:
    labels = tables.labels.get(str(here.failure.states[-1]), {})
    return labels.get(here.found.kind) or labels.get("")


def _number(here: Scene) -> Said | None:
    wanted = here.fitting & _NUMBERS
    return wording.not_a_number(here, wanted) if wanted and "$NAME" not in here.fitting else None
