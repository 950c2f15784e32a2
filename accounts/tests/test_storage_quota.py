"""Files count against their owner's quota once, exactly, however many arrive at the same time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.db import transaction

from accounts import objects
from accounts.models import StoredFile, User
from config.api.errors import StorageFull
from config.testing.cast import person

if TYPE_CHECKING:
    from config.testing.serving import Databases


@pytest.fixture(autouse=True)
def _own_storage(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
    }


@pytest.fixture
def ada(db: None) -> User:
    return person("ada", storage_quota=100)


def store(owner: User, path: Path, content: bytes, kind: str = "map") -> StoredFile:
    path.write_bytes(content)
    return StoredFile.objects.store(
        path, owner=owner, kind=kind, sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        content_type="image/webp", extension="webp",
    )  # fmt: skip


def used(owner: User) -> int:
    owner.refresh_from_db()
    return owner.storage_used


def test_it_works(ada: User, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    file = store(ada, tmp_path / "a", b"x" * 60)

    assert used(ada) == 60
    assert default_storage.open(file.key).read() == b"x" * 60
    with pytest.raises(StorageFull):
        store(ada, tmp_path / "b", b"y" * 41)
    assert used(ada) == 60

    with django_capture_on_commit_callbacks(execute=True):
        file.delete()
    assert used(ada) == 0
    assert not default_storage.exists(file.key)


def test_the_same_content_counts_once(ada: User, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    one = store(ada, tmp_path / "a", b"x" * 60)
    two = store(ada, tmp_path / "a", b"x" * 60)

    assert one.key == two.key
    assert used(ada) == 60
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert used(ada) == 60
    assert default_storage.exists(two.key)
    with django_capture_on_commit_callbacks(execute=True):
        two.delete()
    assert used(ada) == 0
    assert not default_storage.exists(two.key)


def test_two_people_have_two_objects(ada: User, cleo: User, tmp_path: Path) -> None:
    assert store(ada, tmp_path / "a", b"x").key != store(cleo, tmp_path / "a", b"x").key


def test_what_was_not_deleted_after_all_keeps_its_object(ada: User, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    file = store(ada, tmp_path / "a", b"x" * 60)

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        file.delete()
        raise RuntimeError

    assert default_storage.exists(file.key)
    assert used(ada) == 60


def test_one_s_own_are_visible(ada: User, cleo: User, tmp_path: Path) -> None:
    store(ada, tmp_path / "a", b"x")

    assert StoredFile.objects.visible_to(ada).count() == 1
    assert StoredFile.objects.visible_to(cleo).count() == 0


def test_what_a_killed_server_stored_without_a_row_is_swept(ada: User, tmp_path: Path) -> None:
    file = store(ada, tmp_path / "a", b"x")
    media = tmp_path / "media"
    folder = media / "map" / str(ada.pk) / "ab"
    folder.mkdir(parents=True)
    unnamed, unfinished = folder / f"{'ab' * 32}.webp", folder / f".{'c' * 32}.part"
    foreign = media / "other" / "readme.txt"
    foreign.parent.mkdir()
    for path in (unnamed, unfinished, foreign):
        path.write_bytes(b"x")

    assert objects.sweep() == 0, "what is new may be about to be noted"
    assert objects.sweep(older_than=timedelta(seconds=-1)) == 2
    assert [path.exists() for path in (unnamed, unfinished, foreign)] == [False, False, True]
    assert default_storage.exists(file.key)


RACE = """
import hashlib, pathlib, sys, threading
import django
django.setup()
from django.apps import apps
from django.db import connections
from accounts.library import pieces
from accounts import objects
from accounts.models import StoredFile, User
from config.api.errors import StorageFull
MapUpload = apps.get_model("maps.MapUpload")
ada = User.objects.create_user("ada", "a good password", storage_quota=1050)
folder = pathlib.Path(sys.argv[1])
start, full = threading.Barrier(20), []
def upload(number):
    content = bytes([number]) * 100
    path = folder / str(number)
    path.write_bytes(content)
    start.wait()
    try:
        StoredFile.objects.store(path, owner=ada, kind="map", sha256=hashlib.sha256(content).hexdigest(), size=100,
                                 content_type="image/webp", extension="webp")
    except StorageFull:
        full.append(number)
    finally:
        connections.close_all()
def announce(number):
    me = User.objects.get(pk=ada.pk)
    connections.close_all()  # PostgreSQL's are lent by a pool of fewer than twenty
    start.wait()
    try:
        pieces.begin(MapUpload, me, most=1000, name=str(number), size=100, sha256="")
    except StorageFull:
        full.append(number)
    finally:
        connections.close_all()
def all_at_once(act):
    threads = [threading.Thread(target=act, args=(number,)) for number in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
all_at_once(upload)
ada.refresh_from_db()
on_disk = sum(path.stat().st_size for path in (folder / "media").rglob("*") if path.is_file())
print(StoredFile.objects.count(), len(full), ada.storage_used, on_disk)
full.clear()
User.objects.update(storage_quota=1450)
all_at_once(announce)
print(MapUpload.objects.count(), len(full))
"""


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_of_twenty_at_once_as_many_as_fit(database: str, databases: Databases, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": getattr(databases, database)(),
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", RACE, str(tmp_path)],
        env=environment, cwd=django_settings.BASE_DIR, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["10 10 1000 1000", "4 16"], "stored whole; announced, to come in pieces"
