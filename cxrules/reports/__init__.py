"""What has been found out, laid out for people and programs: text, Markdown, JSON and drawings.

Nothing here evaluates, reads files or knows the command line: a report takes values and gives text.
"""
