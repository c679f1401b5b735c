"""The official exports of chat services: counts and times of years ago, and no word of what was said."""
