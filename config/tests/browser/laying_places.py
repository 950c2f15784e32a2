"""One sound and one universe for Ada, whose table `laying.table()` has laid. Runs in `manage.py shell`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory


def moon() -> None:
    """A private universe of hers."""
    from accounts.models import User
    from universes.models import Universe

    Universe.open_by(User.objects.get(username="ada"), name="The Drowned Moon", music={"mood": "calm"}, physics={})


def rain() -> None:
    """A loop of two seconds in her library, measured."""
    from accounts.models import User
    from audio.intake import take_in
    from audio.models import Track
    from config.testing.sounds import tone

    content = tone("wav", seconds=2)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Rain.wav"
        path.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        ada = User.objects.get(username="ada")
        track = take_in(path, path.name, owner=ada, folder=None, sha256=sha256, kind="loop", name="Rain")
    Track.objects.filter(pk=track.pk).update(loudness=-18.0, measuring=Track.Measuring.DONE)
