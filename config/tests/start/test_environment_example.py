"""`.env.example` names every variable that the settings read, and no other."""

from __future__ import annotations

import ast
import re

from config.frontend import ROOT

# Read by Docker's compose.yaml only.
ELSEWHERE = {"TABLE_HOST", "TABLE_NET", "TABLE_TLS", "POSTGRES_PASSWORD", "VALKEY_PASSWORD"}


def read_by_settings() -> set[str]:
    """The names in calls such as `env.int("PORT", 8010)`."""
    tree = ast.parse((ROOT / "config" / "settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def named_in_example() -> set[str]:
    """Set or commented out: `PORT=8010`, `# REDIS_URL=redis://...`."""
    text = (ROOT / ".env.example").read_text()
    return set(re.findall(r"^(?:# ?)?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def test_it_works() -> None:
    assert "PORT" in read_by_settings()
    # EMAIL_URL is read twice, by `env.str` and by `env.email_url`; both count once.
    assert named_in_example() - ELSEWHERE == read_by_settings()
