"""What runs and when: one file, one Lambda. Trigger, parse, one call into the procedure, outcome."""
