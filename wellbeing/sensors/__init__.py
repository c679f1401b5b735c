"""One file for each desktop and fact; `choose` picks among them and remembers why the others did not fit."""
