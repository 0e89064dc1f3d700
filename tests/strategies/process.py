"""Generated trees of how an assessment was done: the keys of its file beside ratings and evidence."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cxrules.exchange.about import CATEGORIES, HIDEABLE, INDEPENDENT
from cxrules.exchange.audiences import KINDS
from cxrules.model.record import RULES, TIES

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
maybe = st.none() | text
words = st.none() | text | st.lists(text, max_size=2)
day = st.dates().map(str)
count = st.integers(0, 20)
statement = maybe | st.lists(text, max_size=2) | st.dictionaries(text, maybe, max_size=2)
category = st.sampled_from(CATEGORIES)
rule = st.sampled_from(RULES)
one_rule = st.fixed_dictionaries({}, optional={"rule": rule, "quorum": count, "tie": st.sampled_from(TIES)})
subject = text.filter(lambda name: name not in {"rule", "quorum", "tie"})
consensus = rule | st.builds(
    lambda own, others: {**others, **own}, one_rule, st.dictionaries(subject, rule | one_rule, max_size=2)
)
subgroup = st.fixed_dictionaries({"units": count}, optional={"sampled": words, "why": maybe})
sampling = maybe | st.fixed_dictionaries(
    {},
    optional={
        "rationale": maybe,
        "population": count,
        "subgroups": st.dictionaries(text, subgroup, max_size=2),
        "support": st.dictionaries(
            text, st.none() | st.fixed_dictionaries({}, optional={"serves": words}), max_size=2
        ),
    },
)
entry = st.fixed_dictionaries(
    {"what": text}, optional={"date": day, "who": maybe, "confidential": st.booleans()}
)
sign_off = st.fixed_dictionaries(
    {"by": text, "digest": st.just("sha256:" + 64 * "0")},
    optional={"role": maybe, "date": day, "model": maybe},
)

PROCESS: dict[str, st.SearchStrategy[Any]] = {
    "purpose": maybe,
    "class": st.sampled_from([1, 2, 3]),
    "sponsor": statement,
    "independence": category | st.fixed_dictionaries({}, optional=dict.fromkeys(INDEPENDENT, category)),
    "context": statement,
    "confidentiality": maybe
    | st.fixed_dictionaries(
        {}, optional={"statement": maybe, "keys": st.lists(st.sampled_from(HIDEABLE), max_size=2)}
    ),
    "plan": statement,
    "sampling": sampling,
    "log": st.lists(maybe | entry, max_size=2),
    "consensus": consensus,
    "audiences": st.dictionaries(
        text,
        st.none()
        | st.fixed_dictionaries({}, optional={"sees": st.lists(st.sampled_from(KINDS), max_size=2)}),
        max_size=2,
    ),
    "redacted-for": maybe,
    "based-on": maybe,
    "supersedes": maybe,
    "signed-off": st.lists(sign_off, max_size=2),
}
"""A strategy for each of these keys of an assessment file."""
