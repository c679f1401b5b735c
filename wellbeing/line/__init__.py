"""The line between the tracker and everyone who asks it something: a local socket, one JSON value a line."""
