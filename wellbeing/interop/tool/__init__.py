"""One file for each tool whose log is understood; `wellbeing.interop.formats` lists them all."""
