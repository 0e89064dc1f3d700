"""Proof of a result: keys, the signed envelope, and the statement in it. What is proved lies in `workspace`.

Needs the extra ``sign``; nothing else of cxrules imports this folder before somebody signs or verifies.
"""
