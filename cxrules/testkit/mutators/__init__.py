"""The mutators: each changes one thing about a node. The table says which are asked about which kind of node.

To add one is to write a function `(node, model) -> Iterator[Change]` and to name it here.
"""

from __future__ import annotations

from cxrules.syntax import tree
from cxrules.testkit.mutators import choosing, comparisons, effects, expressions, gathering, structure, tables
from cxrules.testkit.mutators.change import Change, Model, Mutator

MUTATORS: dict[type, tuple[Mutator, ...]] = {
    tree.Compare: (
        comparisons.bounds,
        comparisons.ratings,
        comparisons.thresholds,
        comparisons.choices,
        comparisons.causes,
    ),
    tree.Differs: (comparisons.distances,),
    tree.And: (gathering.joined, gathering.operands),
    tree.Or: (gathering.joined, gathering.operands),
    tree.Not: (gathering.negations,),
    tree.Listed: (gathering.listed, choosing.listed),
    tree.Claim: (gathering.quantified,),
    tree.Elsewhere: (gathering.elsewhere,),
    tree.Filter: (gathering.filtered, gathering.properties, choosing.names),
    tree.Elements: (choosing.quantified,),
    tree.Template: (choosing.template,),
    tree.SetOf: (choosing.members,),
    tree.TargetLine: (choosing.aims,),
    tree.Reaches: (gathering.reached,),
    tree.Effect: (effects.swapped, effects.extent, effects.causes, choosing.subjects),
    tree.Rule: (effects.unconditional,),
    tree.Level: (structure.requirements,),
    tree.Capability: (structure.own_requirements,),
    tree.Levels: (structure.modes,),
    tree.Maturity: (structure.modes,),
    tree.Attribute: (structure.attribute_levels,),
    tree.Criterion: (structure.prerequisites,),
    tree.Prerequisite: (structure.prerequisite_names,),
    tree.Scale: (structure.met, structure.bands),
    tree.Aggregation: (structure.aggregations,),
    tree.Calculation: (expressions.calculations,),
    tree.ExtremeOf: (expressions.extremes,),
    tree.AggregateOver: (expressions.aggregates,),
    tree.CountOver: (expressions.counts,),
    tree.Policy: (expressions.policies,),
    tree.Rounded: (expressions.rounded,),
    tree.Value: (expressions.unrounded, choosing.valued),
    tree.Conditional: (expressions.conditionals,),
    tree.Decide: (tables.rows, choosing.valued),
    tree.Outcome: (tables.outcomes,),
    tree.Rate: (tables.rates,),
    tree.Demand: (tables.demands,),
    tree.DemandPart: (tables.demand_parts,),
    tree.Need: (tables.needs,),
    tree.BlankRatings: (tables.blanks,),
    tree.WeaknessNeeded: (tables.blanks,),
}

__all__ = ["MUTATORS", "Change", "Model", "Mutator"]
