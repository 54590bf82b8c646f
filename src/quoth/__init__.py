"""quoth."""
