"""The page on which one says how one is, and looks back."""
