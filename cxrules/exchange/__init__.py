"""Files at the border: assessments and tables of ratings in, with positions; published formats out.

A text becomes a tree of text with places (`yaml`, `json`), the tree becomes an assessment (`assessment`),
and `against` holds an assessment against the words of a model. Opening files is the workspace's work.
"""
