"""Assessments carried over to another version of their model, losing nothing."""
