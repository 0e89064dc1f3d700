"""The plan as a 0/1 linear program: what the solver form of an operation is made of.

`program` holds variables, rows and truths over them, `forms` values that are not decided yet, `operations`
the solver form of each operation. Nothing here solves anything: that is `cxrules.solve`.
"""
