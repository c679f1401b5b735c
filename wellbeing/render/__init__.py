"""Values to figures: one function a figure, for screen, PNG, PDF and SVG alike. Knows no Qt and no record."""

from wellbeing.lean import figures

figures.expect()
