"""Two small models and whatever a mapping may claim of them."""

from __future__ import annotations

from hypothesis import strategies as st

from cxrules.compare.elements import Element, Elements, Unit
from cxrules.model.mapping import RELATIONS, Correspondence, Mapped, ModelEnd


def small(name: str, sizes: list[int]) -> Elements:
    """A model with units of so many criteria each."""
    units, found = {}, {}
    for at, size in enumerate(sizes):
        unit = f"{name}.{at}"
        criteria = tuple(f"{unit}.{criterion}" for criterion in range(size))
        units[unit] = Unit(unit, "", "capability", "", criteria)
        found[unit] = Element(unit, "", "capability", unit)
        found.update((each, Element(each, "", "criterion", unit, asked=True)) for each in criteria)
    return Elements(units, found)


@st.composite
def claimed(draw: st.DrawFn) -> tuple[Elements, Elements, Correspondence]:
    """Two models and a mapping between them, which claims each pair at most once."""
    first, second = (small(name, draw(st.lists(st.integers(0, 3), min_size=1, max_size=3))) for name in "AB")
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(list(first.by_id)), st.sampled_from([None, *second.by_id])),
            unique=True,
            max_size=12,
        )
    )
    rows = tuple(
        Mapped(
            from_id=here,
            to_id=there,
            relation="none" if there is None else draw(st.sampled_from(RELATIONS)),
        )
        for here, there in pairs
    )
    ends = ModelEnd("a", "1.0.0"), ModelEnd("b", "1.0.0")
    return first, second, Correspondence("m", "1.0.0", "", "", *ends, rows)
