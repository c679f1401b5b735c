"""Programs that run: which one a terminal shows, which AI agents there are, and when they work."""
