"""Files of ours and of the desktop: paths, settings, rules, installed applications, autostart."""
