"""Other programs' formats: each reader touches one kind of log, tolerates what it does not know, keeps no text."""
