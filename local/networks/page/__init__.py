"""The page where a person reads the three networks and comments as a citizen."""
