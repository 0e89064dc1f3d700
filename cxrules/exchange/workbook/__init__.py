"""An assessment as an XLSX workbook: written to be filled in, and read back as the same tree as YAML.

`layout` and `head` say which sheets, columns and keys there are, and both directions read them. Writing:
`tables` lays a tree out in cells, `choices` says what these offer, `write` makes a file of them. Reading:
`cells` and `scan` open a file, `rendering` gives each cell its place, `pages` finds the columns, `read` makes
the tree. No formula is ever written, and none is read.
"""
