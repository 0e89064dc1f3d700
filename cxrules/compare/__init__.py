"""Models side by side: what they are made of, how they cover each other, what an assessment tells of another.

Everything is computed from rulesets, mappings and evaluations as values; files are the workspace's.
"""
