"""Small painted widgets: they show values, and know no rules."""
