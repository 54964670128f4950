"""
Files as offices send them, and as nobody should: made in code, always the same. `good` must be read, `hostile` must do no harm,
`mutations` are good files damaged by chance. `python -m tests.faults.material` reads them all.
"""
