"""The checks that belong to no app: what is installed, settings, servers, disks, migrations, clocks.

Imported by the commands and not by `config.doctor`, because they look at the composition root, which apps must not.
"""

from __future__ import annotations

from importlib import import_module

# In the order in which an operator wants to read them.
for _part in ("versions", "server", "database", "migrations", "redis", "clocks", "disks"):
    import_module(f"{__name__}.{_part}")
