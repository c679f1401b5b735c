"""What a person sees: tray, panel, later the window. The only place for Qt beside `app`."""
