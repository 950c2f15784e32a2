"""What may be done with sounds at a table, by noun; importing this package declares it all."""

from audio.events import advance as advance
from audio.events import devices as devices
from audio.events import library as library
from audio.events import mix as mix
from audio.events import pads as pads
from audio.events import playback as playback
from audio.events import playlists as playlists
from audio.events import sharing as sharing
from audio.events import sounds as sounds
