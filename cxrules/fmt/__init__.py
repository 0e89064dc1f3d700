"""Formatting: one layout for ruleset text, with the proof that nothing was lost."""
