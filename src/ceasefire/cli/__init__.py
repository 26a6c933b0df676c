"""Commands. With the web the only place that reads a clock; what they show comes from `views`."""

from ceasefire.cli.commands import app
from ceasefire.cli.shared import MISUSE, TROUBLE

__all__ = ["MISUSE", "TROUBLE", "app"]
