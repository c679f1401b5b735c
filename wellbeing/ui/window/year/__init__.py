"""The Year page."""
