"""What a family agrees on: who sees what, whose limits hold, and what a child may ask for."""
