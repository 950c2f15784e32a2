from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import authentication, hooks, inbox, permissions  # noqa: F401 - rules and API schemes register
        from config.jobs import progress_changed

        hooks.on_revoked.append(inbox.close)
        progress_changed.subscribe(inbox.job)
