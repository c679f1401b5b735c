"""The Settings page, a part a file."""
