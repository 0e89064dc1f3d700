"""The cheapest way up: which steps and measures reach a goal, in which order, proven by the solver.

`choosing` selects what to do, `scheduling` puts it into periods or phases, `roadmap` is the result with the
levels that the engine finds after each phase.
"""
