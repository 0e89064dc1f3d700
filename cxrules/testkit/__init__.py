"""Tests in the language: run against a plan, measured by coverage, and measured again by mutants.

Pure: which files hold tests, and which package they are for, is found out in `cxrules.workspace.testing`.
"""
