"""When the program speaks, and why it mostly does not: pure decisions that explain themselves."""
