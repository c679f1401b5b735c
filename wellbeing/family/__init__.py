"""A family that reads its days together: who sees what of whom, sums of a day, and nothing more."""
