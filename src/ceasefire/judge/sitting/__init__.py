"""Many undertakings judged at once, as of any three times; equal to `judge.status` of each."""

from ceasefire.judge.sitting.answer import StatusRow, StatusRows, short
from ceasefire.judge.sitting.hearing import Heard
from ceasefire.judge.sitting.sitting import Recall, Sitting

__all__ = ["Heard", "Recall", "Sitting", "StatusRow", "StatusRows", "short"]
