from audio.models.folder import SoundFolder, TrackUpload
from audio.models.track import Favourite, Track, remove_tracks

__all__ = ["Favourite", "SoundFolder", "Track", "TrackUpload", "remove_tracks"]
