"""The plan of an assessment as a 0/1 linear program, solved: exact bounds, smallest sets of changes, proofs.

What an operation means there is said in `cxrules.plan.linear`. `unfold` writes an evaluation's plan out,
`highs` is the one door of the solver, and each further module asks one kind of question.
"""
