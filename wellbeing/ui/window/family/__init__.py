"""The Family page."""
