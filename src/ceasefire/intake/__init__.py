"""The world -> documents: captured pages become text, passages, furniture, outlet, dates, language."""

from ceasefire.intake.capture import Capture, captures
from ceasefire.intake.hints import Anchor, Hint, infer_published, weekday_hints
from ceasefire.intake.reader import READERS, read
from ceasefire.intake.sidecar import Given

__all__ = [
    "READERS",
    "Anchor",
    "Capture",
    "Given",
    "Hint",
    "captures",
    "infer_published",
    "read",
    "weekday_hints",
]
