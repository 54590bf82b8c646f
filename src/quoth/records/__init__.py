"""References as CSL-JSON has them, and the user's own bibliography, read."""
