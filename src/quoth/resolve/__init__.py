"""What notes mean: cites to works, works to the files of the library, places to pages."""

from quoth.resolve.resolved import Resolved, resolve

__all__ = ["Resolved", "resolve"]
