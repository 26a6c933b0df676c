"""Many undertakings judged at once, as of any three times; equal to `judge.status` of each."""

from ceasefire.judge.sitting.answer import StatusRow, short
from ceasefire.judge.sitting.sitting import Recall, Sitting
from ceasefire.judge.sitting.told import Heard, Told, told_of

__all__ = ["Heard", "Recall", "Sitting", "StatusRow", "Told", "short", "told_of"]
