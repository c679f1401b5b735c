"""The way to the family: a hub over HTTPS, or a folder that several computers share."""
