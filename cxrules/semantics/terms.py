"""Terms: conditions with every name bound and every quantifier written out.

A term is a tuple that begins with its word; subjects are full ids, ratings are ranks on the base scale.

- ``("test", op, subject, param)``: a comparison operation of the plan over one rating.
- ``("close", one, other, steps)``, ``("apart", …)``, ``("not-above", one, other)``: two ratings compared.
  held against each other.
- ``("applies", subject)``, ``("asked-for", subject)``: the same before anything is worked out of the rating
- ``("asked-when", subject, term)``: the condition under which it is, in one instance or in any of them
- ``("rated", subject)``: whether there is a rating in the record
- ``("cause", subject, causes)``, ``("only-causes", subject, causes)``, ``("finding", id, subjects)``
- ``("reaches", capability, order)``
- ``("not", term)``, ``("all", terms)``, ``("any", terms)``, ``("every", terms)``, ``("count", k, terms)``;
  ``("every", terms, guards)``: those whose guard does not hold are left out
- ``("judged", key)``, ``("evidence", subject, row)``, ``("asked", capability)``, ``("in-view", capability)``,
  ``("assessed", capability)``
- ``("compare", op, term, param)``, ``("compare-two", op, term, term)``, ``("known", term)``

Numbers, ratings of any scale and levels are terms too:

- ``("number", text)``, ``("rank", rank)``, ``("open", low, high)``, ``("code", subject)``, ``("value", key)``
- ``("input", key, type, low, high)``, ``("measured", …)`` the same of each instance,
  ``("recorded", subject, what)``, ``("level-of", capability, orders)``
- ``("plus", a, b)``, ``("minus", …)``, ``("times", …)``, ``("divide", a, text)``, ``("round", a, param)``,
  ``("age", a, unit)``
- ``("aggregate", op, ((term, guard or None), …), param)``, ``("leading", terms)``
- ``("decide", ((condition, outcome), …))``, ``("when", condition, term)``, ``("choice", key, ranks)``,
  ``("that",)``, ``("refused", key, message, condition)``
- ``("instances", op, term)``: over the ratings of one subject in all instances; ``("rating-of", subject)``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Term: TypeAlias = tuple[Any, ...]


def both(*terms: Term) -> Term:
    """All of these terms, as one."""
    return terms[0] if len(terms) == 1 else ("all", terms)


def _one(term: Term) -> Iterable[Term]:
    return (term[1],)


def _two(term: Term) -> Iterable[Term]:
    return term[1:3]


def _listed(term: Term) -> Iterable[Term]:
    return term[1]  # type: ignore[no-any-return] # terms


def _second(term: Term) -> Iterable[Term]:
    return (term[2],)


def _in_rows(term: Term) -> Iterable[Term]:
    return [part for row in term[1] for part in row]


def _every(term: Term) -> Iterable[Term]:
    guards = term[2] if len(term) > 2 else ()  # noqa: PLR2004 - there are guards
    return [*term[1], *(guard for guard in guards if guard is not None)]


_PARTS: dict[str, Callable[[Term], Iterable[Term]]] = {
    **dict.fromkeys(("not", "known", "round", "divide", "age"), _one),
    **dict.fromkeys(("all", "any", "leading"), _listed),
    **dict.fromkeys(("compare", "instances", "asked-when"), _second),
    **dict.fromkeys(("plus", "minus", "times", "when"), _two),
    "every": _every,
    "count": lambda term: term[2],
    "compare-two": lambda term: term[2:],
    "aggregate": lambda term: [part for pair in term[2] for part in pair if part is not None],
    "decide": _in_rows,
    "refused": lambda term: (term[3],),
}
"""What words are followed by that is a term itself; those of all other words are names and numbers."""


_OF_INSTANCES = frozenset({
    "test", "applies", "code", "close", "apart", "not-above",
    "cause", "only-causes", "rated", "recorded", "evidence",
})  # fmt: skip


def parts_of(term: Term) -> list[Term]:
    """The terms that a term is made of."""
    found = _PARTS.get(term[0])
    return list(found(term)) if found is not None else []


def walk(term: Term) -> Iterator[Term]:
    """A term and all it is made of."""
    stack = [term]
    while stack:
        each = stack.pop()
        yield each
        found = _PARTS.get(each[0])
        if found is not None:
            stack.extend(found(each))


def needs(term: Term) -> Iterator[tuple[str, ...]]:
    """What must be evaluated before a term: subjects, levels, values."""
    for each in walk(term):
        word = each[0]
        if word == "test":
            yield ("subject", each[2])
        elif word == "reaches":
            yield ("level", each[1], each[2])
        elif word == "level-of":
            yield from (("level", each[1], order) for order in each[2])
        elif word in {"applies", "code"}:
            yield ("subject", each[1])
        elif word == "value":
            yield ("value", each[1])
        elif word in {"close", "apart", "not-above"}:
            yield ("subject", each[1])
            yield ("subject", each[2])


def is_of_instances(term: Term) -> bool:
    """Whether a condition asks about what is rated or recorded, which may differ between instances."""
    return any(each[0] in _OF_INSTANCES for each in walk(term))


def findings_in(term: Term) -> set[str]:
    """The findings a term asks for."""
    return {each[1] for each in walk(term) if each[0] == "finding"}
