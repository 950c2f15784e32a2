"""Pages and REST under any WSGI server (`gunicorn config.wsgi`); live play needs the ASGI application beside it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config.keeping import running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
running.mark()
