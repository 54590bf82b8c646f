"""What notes mean: cites to works, works to the files of the library, places to pages. `resolved` is all of it."""
