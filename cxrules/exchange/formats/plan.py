"""The published form of a plan: what `cxrules.semantics` writes and `cxrules.plan.serial` reads."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from cxrules.exchange.formats.base import Strict

Cite = tuple[str, int, str]
"""File, line from 1, and the words there."""

Row = Annotated[list[int], Field(min_length=3)]
"""Places of the operation and of its parameter, 1 if evaluated once for all instances, then the operands."""


class Plan(Strict):
    """A model under one method and one reading. Tables have fixed columns; exact numbers are text."""

    format: Literal["cxrules-plan/1"]
    model: tuple[str, str, str, str] = Field(description="id, version, title, digest of the packages")
    packages: list[tuple[str, str]] = Field(description="name and version of each package")
    method: tuple[str, str, list[str], Literal["audit", "derive"], dict[str, Any] | None] = Field(
        description="id, title, all methods of the model, the reading, how instances are joined"
    )
    terms: dict[str, str] = Field(description="the model's own words for kinds of things")
    scale: tuple[list[tuple[str, str]], list[str], dict[str, str]] = Field(
        description="ids and titles on the base scale, ratings that may be given, refused ones with reason"
    )
    levels: tuple[int, list[tuple[int, str]], list[tuple[int, Cite | None]], dict[str, int]] = Field(
        description="the bottom level, names, where they are written, the level of attributes and criteria"
    )
    operations: list[str] = Field(description="names of the operations that occur")
    params: list[Any] = Field(description="parameters that occur")
    nodes: list[Row] = Field(description="the graph; every operand stands before the node that uses it")
    cites: list[tuple[int, Cite]] = Field(description="nodes that are written somewhere, and where")
    subjects: dict[str, tuple[str, str, str, int, int, int, int, str]] = Field(
        description="kind, title, capability, nodes (given, derived, counting, joined), attribute above"
    )
    capabilities: dict[str, tuple[str, str, int, list[int], list[str], list[str]]] = Field(
        description="title, group, level node, a node for each level, attributes, criteria and practices"
    )
    rules: list[tuple[str, str, str, int, int]] = Field(
        description="rule, subject, capability, node of the condition, node of what must hold; -1: none"
    )
    rule_texts: dict[str, tuple[str, str, str, str, str, Cite | None]] = Field(
        description="effect, title, source, reason, text, place"
    )
    words: tuple[dict[str, str], dict[str, str], dict[str, str]] = Field(
        description="titles of findings, titles of causes, values of parameters"
    )
    targets: dict[str, tuple[str, dict[str, int], dict[str, str]]] = Field(
        description="title, level by capability, date by capability"
    )
    scopes: dict[str, list[str]]
    values: list[tuple[str, str, int | None, int, str, list[str], str]] = Field(
        description="thing, name, level where there is one on each, node, type, words of its scale, title"
    )
    things: dict[str, tuple[str, str]] = Field(
        description="kind and title of elements of the model's own kinds, and of what else has values"
    )
    organisations: list[tuple[str, str, list[tuple[int, str]], int, list[int]]] = Field(
        description="name, title, levels, level node, a node for each level above the lowest"
    )
    answers: tuple[
        dict[str, list[str]],
        dict[str, tuple[str, str | None, str | None, str]],
        dict[str, tuple[int, int]],
        list[str],
        list[str] | None,
        str | None,
        list[str],
        dict[str, str],
        list[str],
        dict[str, str],
        list[str],
        dict[str, str],
    ] = Field(
        description="judgements and their answers, inputs (type, bounds, title), facets, views, what a blank "
        "counts as, below which rating a weakness is needed, findings that name subjects, contexts, answers "
        "that are no rating, what is rated by a decision alone and on which scale, what its model rates, "
        "titles of judgements"
    )
    refusals: list[tuple[int, str, str]] = Field(description="node, rule or decision, message")
    measures: tuple[list[Any], list[Any]] = Field(
        description="tables (name, title, columns) and metrics, as in cxrules.model.metrics"
    )
    tailoring: tuple[str | None, tuple[str | None, str | None], list[tuple[str, str, str]]] = Field(
        description="profile, first day and day after the last on which it holds, changes with reasons"
    )
