"""What stands in for the outside world on one machine: an emulated AWS, simulated networks, and a day told as it happens."""
