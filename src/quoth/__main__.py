"""`python -m quoth` is `quoth`."""

from quoth.apps.cli import main

main()
