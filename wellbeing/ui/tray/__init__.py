"""The mark in the tray, its menu, and the panel with today."""
