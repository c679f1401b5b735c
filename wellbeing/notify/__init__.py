"""Notes to the person, by whatever this desktop shows them with."""
