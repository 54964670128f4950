"""What comes in on the day of the demonstration: material of the offices and comments of citizens."""
