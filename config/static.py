"""Static files: how they are found and sent, and their names in production.

There a name holds a hash of the content, so that browsers keep the file for good and never mix an old module with a new
one after an upgrade.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from contextlib import closing, nullcontext, suppress

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from servestatic.middleware import ServeStaticMiddleware
from servestatic.responders import MissingFileError, Redirect, StaticFile

_patterns = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]
_glob, (*_statements, _dynamic) = _patterns


class HashedStaticFiles(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    # Dynamic imports are written `await import("…")` here. Without the word, the types in JSDoc comments would count as
    # imports too, and those go in circles.
    _js_module_import_aggregation_patterns = (
        _glob,
        (*_statements, (r"""(?P<matched>await import\(["'](?P<url>.*?)["']\))""", """await import("%(url)s")""")),
    )
    # A package's file that names another which it does not ship costs a 404, not the whole start.
    manifest_strict = False


Answer = HttpResponseBase


class StaticFiles:
    """Middleware: answers below STATIC_URL, and is not in the way of any other request.

    ServeStatic's own looks each request's address up among the files, in a thread outside production, and reads each
    file in a new thread. A table's page asks for some 200 modules, all of them small and read in microseconds: here they
    are read at once, and outside production looked up again only when they changed.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Answer | Awaitable[Answer]]) -> None:
        self.get_response = get_response
        self.files = Files(_nothing_else)
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Answer | Awaitable[Answer]:
        if not request.path_info.startswith(self.files.static_prefix):
            return self.get_response(request)
        if self.is_async:
            return self.answer_async(request)
        return self.answer(request) or self.get_response(request)

    async def answer_async(self, request: HttpRequest) -> Answer:
        return self.answer(request) or await self.get_response(request)  # type: ignore[misc]

    def answer(self, request: HttpRequest) -> HttpResponse | None:
        """The file of this address, or what its headers ask of it; None when there is no such file."""
        file = self.files.at(request.path_info)
        if file is None:
            return None
        found = file.get_response(request.method or "GET", request.META)
        with closing(found.file) if found.file else nullcontext() as opened:
            response = HttpResponse(opened.read() if opened else b"", status=found.status)
        del response["Content-Type"]
        for name, value in found.headers:
            if value is not None:
                response[name] = value
        return response


class Files(ServeStaticMiddleware):
    """Which file is at which address."""

    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[Answer]]) -> None:
        self._known: dict[str, tuple[str, tuple[int, ...], StaticFile | Redirect]] = {}
        super().__init__(get_response)

    def add_files_from_finders(self) -> None:
        """Only what is listed once needs the list."""
        if not self.autorefresh:
            super().add_files_from_finders()
            return
        for finder in finders.get_finders():
            for storage in getattr(finder, "storages", {}).values():
                self.insert_directory(storage.location, self.static_prefix)

    def at(self, url: str) -> StaticFile | Redirect | None:
        """Outside production the file as it is now: nothing of an older state is sent after an upgrade."""
        if not self.autorefresh:
            return self.files.get(url)
        path, state, file = self._known.get(url, ("", (), None))
        return file if file and _state(path) == state else self._look(url)

    def _look(self, url: str) -> StaticFile | Redirect | None:
        if url.endswith("/") or not self.url_is_canonical(url):
            return None
        for path in self.candidate_paths_for_url(url):
            state = _state(path)
            with suppress(MissingFileError):
                file = self.find_file_at_path(path, url)
                self._known[url] = (path, state, file)
                return file
        return None


def _state(path: str) -> tuple[int, ...]:
    """What changes with a file; empty when there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


async def _nothing_else(request: HttpRequest) -> HttpResponse:
    """`Files` answers no request itself."""
    return HttpResponse(status=404)
