"""What may be done on the table, by noun: scenes, maps placed in them, tokens."""

from scenes.events import maps, scenes, tokens

__all__ = ["maps", "scenes", "tokens"]
