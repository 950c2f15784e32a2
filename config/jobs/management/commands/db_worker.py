"""`manage.py db_worker`: a worker beside the server, on as many machines as wanted with PostgreSQL.

It takes the name of django-tasks-db's command, whose worker leaves the runs of a killed process running for ever.
"""

from __future__ import annotations

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.jobs.worker import Worker
from config.keeping import running
from config.keeping.refusal import Refused


class Command(BaseCommand):
    help = "Does slow work beside the server: progress, three attempts, and taking up what a killed worker left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--slots", type=int, default=settings.JOB_SLOTS, help="how many jobs at a time")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks into the queue")
        parser.add_argument("--batch", action="store_true", help="end when the queue is empty")

    def handle(self, *, slots: int, interval: float, batch: bool, **_: Any) -> str:
        try:
            running.mark()
        except Refused as error:
            raise CommandError(str(error)) from error
        worker = Worker(slots=slots, interval=interval)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stopping.set())
        self.stdout.write(f"Worker {worker.name}: {worker.slots} slots. Ctrl+C ends it after what is running.")
        worker.run(until_empty=batch)
        worker.stop(timeout=60.0)
        return "Stopped."
