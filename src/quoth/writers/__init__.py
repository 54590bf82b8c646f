"""One output format, one file. A writer takes what was found and returns text; it never prints."""
