"""Maturity and capability assessment rules as text, evaluated with proof."""

__version__ = "0.5.0"
