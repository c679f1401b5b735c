"""A synthetic person, for trying the program and for testing what it concludes."""
