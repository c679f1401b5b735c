"""What a person wants at most, or at least: limits, what is left of them, and whether they were kept."""
