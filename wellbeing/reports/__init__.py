"""The report: some days of a person as one value, and what it suggests."""
