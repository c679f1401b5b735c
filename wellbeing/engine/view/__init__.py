"""What each page of the window shows: one module a page, from the record to one frozen value."""
