"""Process files (YAML) in, checked `Process` values out; faults come with their line numbers."""

from ceasefire.processes.load import check, load
from ceasefire.processes.shipped import examples, shipped, shipped_files, template
from ceasefire.processes.tongues import told_in
from ceasefire.processes.write import dump

__all__ = ["check", "dump", "examples", "load", "shipped", "shipped_files", "template", "told_in"]
