"""What a person sees: tray, panel, later the window. The only place for Qt beside `app`."""

from wellbeing import lean

lean.load("babel.dates", "babel.lists", "babel.numbers", "babel.units")
