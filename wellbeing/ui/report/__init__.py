"""The words of the report, in the person's language; nothing of Qt, so that the command line can say them."""
