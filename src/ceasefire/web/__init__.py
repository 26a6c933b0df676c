"""Pages and a JSON interface over the views. An address in, a page out; nothing leaves the machine."""

from ceasefire.web.app import create_app, serve

__all__ = ["create_app", "serve"]
