"""The commands by what they are about: names, options and help; what they do lies in `wellbeing.cli`."""
