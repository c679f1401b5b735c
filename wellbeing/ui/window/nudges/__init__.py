"""The Notes page: what was said, why, and what it did."""
