"""Documents in, origins out: which documents print the same copy, and where they differ."""
