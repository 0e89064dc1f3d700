"""A comparison of models as people read it: a page with all of it, a short text, and data."""
