"""The Today page: one local day, and the days before it."""
