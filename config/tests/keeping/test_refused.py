"""A file that is not the backup it seems to be is refused before anything is touched."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accounts.models import StoredFile, User
from config.keeping import making, manifest, running, seal
from config.keeping.checking import check
from config.keeping.opening import opened
from config.keeping.refusal import Refused
from config.keeping.restoring import restore
from config.testing.cast import person
from config.testing.serving import Databases
from config.tests.keeping.conftest import Machine
from config.tests.keeping.evening import upload

USERS = manifest.member_of_table("accounts.User")
FILES = manifest.member_of_table("accounts.StoredFile")


@dataclass
class Small:
    """Ada and one file of hers."""

    path: Path
    url: str
    folder: Path

    @property
    def key(self) -> str:
        with zipfile.ZipFile(self.path) as archive:
            return next(name for name in archive.namelist() if name.startswith("media/"))


@pytest.fixture(scope="module")
def small(machine: Machine, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Small:
    url, folder = databases.sqlite(), tmp_path_factory.mktemp("small")
    with machine(url, folder):
        upload(person("ada"), b"a picture" * 20, folder / "up")
        return Small(making.make(folder / "backups" / "small.zip").path, url, folder)


def refused(path: Path) -> str:
    """The words with which the file is refused."""
    with pytest.raises(Refused) as caught, opened(path) as backup:
        check(backup)
    return str(caught.value)


class Forged:
    """A backup that somebody has changed who knows how it is made: hashes, counts and the seal fit again."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.manifest: dict[str, Any] = json.loads(self.members.pop(manifest.NAME))
        self.described = True
        """Whether the manifest is to describe the members as they are now."""
        self.infos: dict[str, Callable[[zipfile.ZipInfo], None]] = {}
        self.twice: list[str] = []

    def rows(self, name: str) -> list[list[Any]]:
        return [json.loads(line) for line in self.members[name].splitlines()]

    def put_rows(self, name: str, rows: list[list[Any]]) -> None:
        self.members[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
        self.manifest["tables"][name[5:-6]]["count"] = len(rows)

    def change(self, name: str, column: str, value: Any) -> None:
        """Sets the column of the first row."""
        rows = self.rows(name)
        rows[0][self.manifest["tables"][name[5:-6]]["columns"].index(column)] = value
        self.put_rows(name, rows)

    def written(self, path: Path) -> Path:
        if self.described:
            self.manifest["members"] = {
                name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in self.members.items()
            }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in [*self.members.items(), (manifest.NAME, json.dumps(self.manifest).encode())]:
                for _time in range(2 if name in self.twice else 1):
                    info = zipfile.ZipInfo(name)
                    info.compress_type = zipfile.ZIP_STORED if name.startswith("media/") else zipfile.ZIP_DEFLATED
                    self.infos.get(name, lambda _info: None)(info)
                    archive.writestr(info, content)
            archive.comment = seal.COMMENT
        sealed = out.getvalue()[: -seal.DIGITS]
        path.write_bytes(sealed + hashlib.sha256(sealed).hexdigest().encode())
        return path


def renamed(old: str, new: str) -> Callable[[Forged], None]:
    def do(forged: Forged) -> None:
        forged.members[new] = forged.members.pop(old or next(name for name in forged.members if "media/" in name))

    return do


def link(info: zipfile.ZipInfo) -> None:
    info.external_attr = 0o120777 << 16


def bomb(forged: Forged) -> None:
    forged.members["settings.json"] = b"{" + b" " * 10_000_000 + b"}"


HOSTILE: dict[str, dict[str, Callable[[Forged], Any]]] = {
    "no such member": {
        "a path that leaves": renamed("", "media/../../etc/passwd"),
        "an absolute path": renamed("", "/etc/passwd"),
        "a hidden file": renamed("", "media/.ssh/authorized_keys"),
        "a backslash": renamed("", "media/..\\..\\passwd"),
        "a program": lambda forged: forged.members.update({"manage.py": b"import os"}),
        "a link": lambda forged: forged.infos.update({USERS: link}),
        "settings without end": bomb,
    },
    "twice": {
        "a member twice": lambda forged: forged.twice.append(USERS),
        "names that differ by case": lambda forged: forged.members.update({USERS.replace("User", "USER"): b""}),
        "a key twice": lambda forged: forged.put_rows(USERS, forged.rows(USERS) * 2),
    },
    "not those that its rows name": {
        "a file that no row names": lambda forged: forged.members.update({"media/map/x/ab/more.webp": b"more"}),
        "a file that a row names is not there": lambda forged: forged.members.pop(
            next(name for name in forged.members if name.startswith("media/"))
        ),
        "a file that is missing and there": lambda forged: forged.manifest["missing"].append(
            next(name for name in forged.members if name.startswith("media/"))[6:]
        ),
        "a row names another's file": lambda forged: forged.change(FILES, "key", "map/somebody/ab/else.webp"),
    },
    "not those of its tables": {
        "no settings": lambda forged: forged.members.pop("settings.json"),
    },
    "not those of its version": {
        "a table that nobody knows": lambda forged: (
            forged.members.update({"rows/accounts.Secret.jsonl": b""}),
            forged.manifest["tables"].update({"accounts.Secret": {"columns": ["id"], "count": 0}}),
        ),
        "no people": lambda forged: (forged.members.pop(USERS), forged.manifest["tables"].pop("accounts.User")),
        "people left out": lambda forged: (
            forged.members.pop(USERS),
            forged.manifest["tables"].pop("accounts.User"),
            forged.manifest["left_out"].update({"accounts.User": "why not"}),
        ),
        "a column that nobody knows": lambda forged: forged.manifest["tables"]["accounts.User"]["columns"].append(
            "pin"
        ),
    },
    "another number": {
        "another number of rows": lambda forged: forged.manifest["tables"]["accounts.User"].update(count=7),
    },
    "accounts.User, 1": {
        "a value too many": lambda forged: forged.put_rows(USERS, [[*row, 1] for row in forged.rows(USERS)]),
        "a number for yes or no": lambda forged: forged.change(USERS, "is_staff", 1),
        "nothing where something must be": lambda forged: forged.change(USERS, "username", None),
        "too many letters": lambda forged: forged.change(USERS, "username", "a" * 5_000),
        "a date without a zone": lambda forged: forged.change(USERS, "created_at", "2026-11-22T06:00:00"),
        "no id": lambda forged: forged.change(USERS, "id", "ada"),
        "no JSON": lambda forged: forged.members.update({USERS: b"\xff\xfe[\n"}),
        "brackets without end": lambda forged: forged.members.update({USERS: b"[" * 100_000 + b"\n"}),
    },
    "accounts.StoredFile, 1": {
        "words for a number": lambda forged: forged.change(FILES, "size", "many"),
        "a number beyond its column": lambda forged: forged.change(FILES, "width", 2**40),
    },
    "refer to rows": {
        "an owner who is not there": lambda forged: forged.change(FILES, "owner_id", "0" * 32),
    },
    "ends within a line": {
        "a line that is cut": lambda forged: forged.members.update({USERS: forged.members[USERS][:-20]}),
    },
    "not what the manifest says": {
        "another hash": lambda forged: (
            forged.written(Path("/dev/null")),
            setattr(forged, "described", False),
            forged.manifest["members"][USERS].update(sha256="0" * 64),
        ),
    },
    "another form": {
        "a form of tomorrow": lambda forged: forged.manifest.update(format=2),
    },
    "newer version": {
        "a migration of tomorrow": lambda forged: forged.manifest["migrations"].append(["accounts", "9999_tomorrow"]),
    },
    "no version of the program": {
        "a migration left out": lambda forged: forged.manifest["migrations"].remove(["accounts", "0001_people"]),
    },
    "settings.json": {
        "settings that are no settings": lambda forged: forged.members.update({"settings.json": b'["x"]'}),
    },
    "manifest.json": {
        "a field that nobody knows": lambda forged: forged.manifest.update(run="rm"),
        "a manifest that is a list": lambda forged: (
            setattr(forged, "manifest", forged.manifest | {"members": []}) or setattr(forged, "described", False)
        ),
    },
}
"""By the words with which each is refused."""
CASES = [(words, change) for words, changes in HOSTILE.items() for change in changes.values()]
NAMES = [name for changes in HOSTILE.values() for name in changes]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("words", "change"), CASES, ids=NAMES)
def test_it_is_refused(words: str, change: Callable[[Forged], Any], small: Small, tmp_path: Path) -> None:
    forged = Forged(small.path)
    change(forged)
    assert words in refused(forged.written(tmp_path / "forged.zip"))


def test_what_is_only_written_anew_is_taken(small: Small, tmp_path: Path) -> None:
    with opened(Forged(small.path).written(tmp_path / "same.zip")) as backup:
        assert check(backup).is_current


def test_one_changed_byte_or_a_missing_end_is_found(small: Small, tmp_path: Path) -> None:
    whole, path = small.path.read_bytes(), tmp_path / "damaged.zip"
    places = {0, 1, 30, len(whole) - 1, len(whole) - 64, len(whole) - 65, len(whole) - 130, *range(7, len(whole), 997)}
    for place in sorted(places):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert refused(path), place
        path.write_bytes(whole[:place])
        assert refused(path), place
    path.write_bytes(whole + b"\n")
    assert refused(path)
    assert refused(tmp_path), "a folder"
    assert refused(tmp_path / "nothing.zip")


def test_members_that_lie_over_each_other_are_found(small: Small, tmp_path: Path) -> None:
    """As in a bomb that names the same bytes again and again: two entries of the directory point to one place."""
    whole = bytearray(small.path.read_bytes())
    with zipfile.ZipFile(small.path) as archive:
        first, second = archive.infolist()[:2]
    for info in (first, second):
        entry = whole.rindex(info.filename.encode()) - 46
        assert whole[entry : entry + 4] == b"PK\x01\x02"
        whole[entry + 42 : entry + 46] = first.header_offset.to_bytes(4, "little")
    sealed = bytes(whole[: -seal.DIGITS])
    path = tmp_path / "over.zip"
    path.write_bytes(sealed + hashlib.sha256(sealed).hexdigest().encode())
    assert "over each other" in refused(path)


def put(path: Path, *, replace: bool = True) -> None:
    restore(path, replace=replace, before=lambda: None, tell=lambda _fraction, _words: None)


def test_what_was_there_stays_when_the_database_refuses(
    small: Small, machine: Machine, databases: Databases, tmp_path: Path
) -> None:
    forged = Forged(small.path)
    [ada] = forged.rows(USERS)
    place = forged.manifest["tables"]["accounts.User"]["columns"].index("id")
    forged.put_rows(USERS, [ada, [*ada[:place], "11111111-1111-1111-1111-111111111111", *ada[place + 1 :]]])
    twins = forged.written(tmp_path / "twins.zip")
    with machine(databases.sqlite(), tmp_path):
        mine = upload(person("ben"), b"mine", tmp_path / "up")
        with pytest.raises(Refused, match="as it was"):
            put(twins)
        assert User.objects.get().username == "ben"
        assert StoredFile.objects.get().pk == mine.pk
        there = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
        assert [path.name for path in there] == [mine.key.split("/")[-1]], "Ada's file was taken out again"


def test_a_running_server_is_not_pulled_away_from_under(
    small: Small, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with machine(small.url, small.folder):
        monkeypatch.setattr(running, "_held", None)
        with running.nobody_else(), pytest.raises(Refused, match="at this moment"):
            running.mark()
        running.mark()
        with pytest.raises(Refused, match="is running"):
            put(small.path)
        running._held.close()  # type: ignore[union-attr]
        put(small.path)
