"""The Reports page: a preview, the archive, and when the next one comes."""
