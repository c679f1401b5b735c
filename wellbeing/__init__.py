"""Wellbeing: am I leaning on screens, or on AI, more than I want to?"""

__version__ = "0.1.0"
