"""Scenes, what lies in them, characters, fights, handouts and displays, in the game masters' back office."""

from scenes.admin import fights, ready, scenes, structure, things

__all__ = ["fights", "ready", "scenes", "structure", "things"]
