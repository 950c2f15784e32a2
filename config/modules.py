"""Which modules a script of `static/` imports, so that its page can name them all at once.

A browser learns of an import only from the module that names it. The table's modules lie nine deep: nine times to the
server and back before anything is shown, where the page could have said so in its first answer.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

# Statements alone: what `import("...")` fetches later, the page does not need now. No quote lies between the word and
# the address, so that no text of the module is taken for a statement.
_IMPORT = re.compile(r"""^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["'](\.[^"']+)["']""", re.MULTILINE)


def imported_by(*scripts: str) -> list[str]:
    """The names below `static/` of these scripts and of all they import, directly or not, those named first first.
    Files that are not there are left out: the browser says which one it misses.
    """
    named = dict.fromkeys(scripts)
    waiting, found = list(named), []
    for name in waiting:
        imports = _imports_of(name)
        if imports is None:
            continue
        found.append(name)
        new = [other for other in imports if other not in named]
        named.update(dict.fromkeys(new))
        waiting += new
    return found


def _imports_of(name: str) -> tuple[str, ...] | None:
    # Joined as text: what a template says is of a kind of its own, which paths refuse.
    path = Path(f"{settings.BASE_DIR}/static/{name}")
    try:
        return _read(path, name, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=2_000)
def _read(path: Path, name: str, _changed: int) -> tuple[str, ...]:
    folder = posixpath.dirname(name)
    found = _IMPORT.findall(path.read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(posixpath.normpath(posixpath.join(folder, other)) for other in found))
