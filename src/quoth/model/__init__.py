"""The values that travel through quoth. Frozen, keyword-only, and ignorant of every format and every room."""
