"""The report of an assessment: its content as data (`build`), and the forms it can have (`forms`).

What stands in it is decided in `build` and the modules it uses, one a section; what that is made of is in
`content` and `charts`. A form lays it out and adds no fact.
"""
