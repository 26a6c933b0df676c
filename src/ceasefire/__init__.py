"""Keep the books of a peace process: reports in, a board of undertakings out, every cell with its words."""

__version__ = "0.1.0"
