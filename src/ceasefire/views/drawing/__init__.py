"""Views in, drawings out: SVG made in Python, for pages, for print and for notebooks. Pure."""

from ceasefire.views.drawing.canvas import Drawing
from ceasefire.views.drawing.graph import draw_waiting
from ceasefire.views.drawing.ground import Region
from ceasefire.views.drawing.map import Style, draw_map
from ceasefire.views.drawing.timeline import Spoken, draw_timeline

__all__ = ["Drawing", "Region", "Spoken", "Style", "draw_map", "draw_timeline", "draw_waiting"]
