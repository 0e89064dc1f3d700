"""What an assessment is about and what it says, as plain frozen values.

`ruleset` holds a model as resolved from text, `assessment` what assessors recorded. No reading, no
writing and no arithmetic here.
"""
