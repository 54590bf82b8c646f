"""From an alignment and a resolution to a verdict on three axes: wording, attribution, location.

The evidence decides, and where it is too poor to say, the verdict says so. Three rules of caution stand above
all others here:

- "Not found" is only said of words that a cite sends to works that are all held, read whole, and searched.
- A passage where no note points must be good on its own; a phrase that many books may have is never held against a
  note.
- A note in another paragraph may answer for a quotation; it may not convict it.
"""
