"""Files in: shipped and local rulesets, assessments, and the cache of plans."""
