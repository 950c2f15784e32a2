"""What may be done on the table, by noun: scenes, maps placed in them, tokens."""

from scenes.events import areas, drawings, maps, notes, pointing, scenes, tokens

__all__ = ["areas", "drawings", "maps", "notes", "pointing", "scenes", "tokens"]
