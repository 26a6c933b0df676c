"""Process files (YAML) in, checked `Process` values out; faults come with their line numbers."""
