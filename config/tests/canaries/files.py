"""The stored files of a table: pictures, tiles and what was sent, each with a string of its own in it."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import StoredFile
from config.files import tile_file
from config.files.tile_file import Place, Pyramid
from config.tests.canaries.here import Here
from maps.models import Map, MapFolder
from rooms.files import take_in
from rooms.models import Attachment, Message


def picture(here: Here, part: str) -> str:
    """A token's picture, by its id; neither its key nor its checksum is anybody's."""
    content = ContentFile(here.secret(part).encode())
    key = default_storage.save(f"token/CANARY-{here.name}-{part}.key.webp", content)
    here.secret(f"{part}.key", f"CANARY-{here.name}-{part}.key")
    file = {"kind": "token", "sha256": here.secret(f"{part}.sha256"), "size": 1, "key": key}
    return str(StoredFile.objects.create(owner=here.owner, content_type="image/webp", **file).pk)


def library_map(here: Here, part: str, folder: MapFolder) -> str:
    """A map of the owner's library, by its id; all but "map.library" come to lie in the room and have tiles."""
    files = []
    for use in ("picture", "thumbnail"):
        key = default_storage.save(
            f"map/{here.secret(f'{part}.key').replace(':', '-')}{use}.webp",
            ContentFile(here.secret(f"{part}.{use}").encode()),
        )
        here.secret(f"{part}.key", f"CANARY-{here.name}-{part}.key")
        sha256 = here.secret(f"{part}.sha256", f"CANARY-{here.name}-{part}.sha256_")
        files.append(
            StoredFile.objects.create(
                owner=here.owner, kind="map", sha256=sha256, size=1, content_type="image/webp", key=key
            )
        )
    entry = Map.objects.create(
        owner=here.owner, folder=folder, name=here.secret(f"{part}.name"), picture=files[0], thumbnail=files[1],
        width=1400, height=700, tags=[here.secret(f"{part}.tag")],
        content_sha256=here.secret(f"{part}.content_sha256"),
    )  # fmt: skip
    if part != "map.library":
        Map.objects.filter(pk=entry.pk).update(tiles=tiles(here, part), levels=1, tiling="done")
    return str(entry.pk)


def tiles(here: Here, part: str) -> StoredFile:
    """One tile, which goes out as it lies in its file while nothing of it is withheld."""
    tile = b"\xff\xd8" + here.secret(f"{part}.tile").encode()
    pyramid, head = Pyramid(400, 300), b""
    for _ in range(2):
        head = tile_file.head(pyramid, alpha=False, places=[Place(len(head), len(tile), 0)])
    key = default_storage.save(f"map-tiles/{part}.tiles", ContentFile(head + tile))
    return StoredFile.objects.create(
        owner=here.owner, kind="map-tiles", sha256="2" * 64, size=1, content_type="application/octet-stream", key=key
    )


def letter(here: Here, part: str, message: Message | None) -> str:
    """A PDF that was sent with `message`, or waits to be."""
    content = f"%PDF-1.7 {here.secret(f'{part}.content')} %%EOF".encode()
    upload = SimpleUploadedFile("Letter.pdf", content)
    kept = take_in(here.lead.viewer.room, here.lead.viewer.user, upload)
    Attachment.objects.filter(pk=kept.pk).update(message=message, name=here.secret(f"{part}.name"))
    return str(kept.pk)
