"""`{% load modules %}`: a page that fetches its script's modules side by side."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from config.modules import imported_by

register = template.Library()


@register.simple_tag
def modules(*scripts: str) -> SafeString:
    """A line for each module that these scripts of `static/` come to import, for the page's head."""
    return format_html_join(
        "\n", '<link rel="modulepreload" href="{}">', ((static(name),) for name in imported_by(*scripts))
    )
