"""Rules: from what was in front to a label, and why."""
