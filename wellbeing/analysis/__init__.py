"""What the record says: usage, rhythm, the usual."""
