"""The AI page."""
