"""What each viewer sees of what sounds and of what lies ready: declared by being imported."""

from audio.projections.devices import remote as remote
from audio.projections.devices import speaker as speaker
from audio.projections.prepared import pad as pad
from audio.projections.prepared import playlist as playlist
from audio.projections.prepared import playlist_entry as playlist_entry
from audio.projections.shared import shared_track as shared_track
from audio.projections.sounds import mix as mix
from audio.projections.sounds import sound as sound
