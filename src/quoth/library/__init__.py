"""What the user owns, and its index."""

from quoth.library.index import Library, open_library

__all__ = ["Library", "open_library"]
