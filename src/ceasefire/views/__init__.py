"""Entries in, frozen rows for people out: board, why, timeline, waiting. Pure.

A new view is one module and one row in `VIEWS`.
"""

from collections.abc import Callable
from typing import Any

from ceasefire.views.board import board
from ceasefire.views.timeline import timeline
from ceasefire.views.waiting import waiting
from ceasefire.views.why import why

VIEWS: dict[str, Callable[..., Any]] = {
    "board": board,
    "why": why,
    "timeline": timeline,
    "waiting": waiting,
}

__all__ = ["VIEWS", "board", "timeline", "waiting", "why"]
