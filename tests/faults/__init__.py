"""Long runs with faults; a smaller count of each is part of the tests."""
