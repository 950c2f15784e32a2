"""Static files in production: names with a hash of the content, so that browsers keep them for good and never mix an
old module with a new one after an upgrade.
"""

from __future__ import annotations

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage

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
