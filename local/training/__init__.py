"""
Trains the embedded classifier from labelled comments, and measures it. Not part of what is deployed; needs scikit-learn.

`corpus` reads the rows and groups what is nearly the same, `design` makes the numbers that a model sees with the very code that
classifies, `fitting` learns, `weights_file` writes what was learnt, `measures` and `report` say how good it is.
"""
