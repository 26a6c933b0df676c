"""The world -> documents: captured pages become text, passages, furniture, outlet, dates, language."""

from ceasefire.intake.capture import Capture, captures
from ceasefire.intake.reader import READERS, read
from ceasefire.intake.sidecar import Given

__all__ = ["READERS", "Capture", "Given", "captures", "read"]
