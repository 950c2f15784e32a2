from audio.models.belonging import Group
from audio.models.folder import SoundFolder, TrackUpload
from audio.models.mix import RoomMix
from audio.models.pad import Pad
from audio.models.playlist import Playlist, PlaylistEntry
from audio.models.remote import Remote
from audio.models.shared import SharedTrack
from audio.models.sound import LEAD, Sound
from audio.models.speaker import Speaker
from audio.models.track import Favourite, Track, remove_tracks

__all__ = [
    "LEAD",
    "Favourite",
    "Group",
    "Pad",
    "Playlist",
    "PlaylistEntry",
    "Remote",
    "RoomMix",
    "SharedTrack",
    "Sound",
    "SoundFolder",
    "Speaker",
    "Track",
    "TrackUpload",
    "remove_tracks",
]
