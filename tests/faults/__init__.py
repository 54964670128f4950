"""Long trials with many files, orders and crashes: what a minute of tests cannot show."""
