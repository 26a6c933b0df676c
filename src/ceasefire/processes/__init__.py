"""Process files (YAML) in, checked `Process` values out; faults come with their line numbers."""

from ceasefire.processes.load import check, load
from ceasefire.processes.shipped import examples, shipped, shipped_files, template

__all__ = ["check", "examples", "load", "shipped", "shipped_files", "template"]
