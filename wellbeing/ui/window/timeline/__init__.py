"""The Timeline page: the day stretch by stretch, to be searched and corrected."""
