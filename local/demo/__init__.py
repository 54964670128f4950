"""
A day of the procedure, told as it happens: `python -m local.demo`.

In the order of the manual: `office` (material, authorisation, the API), `citizens` (comments), `department` (its queue),
`day` (the story), `tables` (what is printed), `checks` (what must be true at the end).
"""
