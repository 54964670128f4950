"""One module per subject; each view calls one function of the procedure and shows what came of it."""
