"""Ruleset text and its tree: the tables of the grammar, the parser, its messages, and the printer."""
