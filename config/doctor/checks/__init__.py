"""The checks that belong to no app: what is installed, settings, servers, disks, migrations, clocks.

Imported by the command and not by `config.doctor`, because they look at the composition root, which apps must not.
"""

from __future__ import annotations

from config.doctor.checks import clocks, database, disks, migrations, redis, server, versions  # noqa: F401, I001 - in this order
