"""What is said to the author: one rule, one object. `table` holds them all."""
