"""Which quoth this is: said once, read by the build, the command line and the library."""

__version__ = "0.1.0"
