"""Windows of the tray's process at a limit or for a note; loaded when the first one is shown."""
