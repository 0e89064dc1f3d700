"""Terms: conditions with every name bound and every quantifier written out.

A term is a tuple that begins with its word; subjects are full ids, ratings are ranks on the base scale.

- ``("test", op, subject, param)``: a comparison operation of the plan over one rating.
- ``("close", one, other, steps)``, ``("apart", …)``, ``("not-above", one, other)``: two ratings compared.
  held against each other.
- ``("applies", subject)``
- ``("cause", subject, causes)``, ``("only-causes", subject, causes)``, ``("finding", id, subjects)``
- ``("reaches", capability, order)``
- ``("not", term)``, ``("all", terms)``, ``("any", terms)``, ``("every", terms)``, ``("count", k, terms)``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Term: TypeAlias = tuple[Any, ...]


def both(*terms: Term) -> Term:
    """All of these terms, as one."""
    return terms[0] if len(terms) == 1 else ("all", terms)


def needs(term: Term) -> Iterator[tuple[str, ...]]:
    """What must be evaluated before a term: ``("subject", id)`` and ``("level", capability, order)``."""
    stack = [term]
    while stack:
        word, *rest = stack.pop()
        if word == "not":
            stack.append(rest[0])
        elif word in {"all", "any", "every"}:
            stack.extend(rest[0])
        elif word == "count":
            stack.extend(rest[1])
        elif word == "reaches":
            yield ("level", rest[0], rest[1])
        elif word == "test":
            yield ("subject", rest[1])
        elif word == "applies":
            yield ("subject", rest[0])
        elif word in {"close", "apart", "not-above"}:
            yield ("subject", rest[0])
            yield ("subject", rest[1])


def findings_in(term: Term) -> set[str]:
    """The findings a term asks for."""
    found: set[str] = set()
    stack = [term]
    while stack:
        word, *rest = stack.pop()
        if word == "finding":
            found.add(rest[0])
        elif word == "not":
            stack.append(rest[0])
        elif word in {"all", "any", "every"}:
            stack.extend(rest[0])
        elif word == "count":
            stack.extend(rest[1])
    return found
