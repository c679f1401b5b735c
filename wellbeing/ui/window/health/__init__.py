"""The Health page: words and page."""
