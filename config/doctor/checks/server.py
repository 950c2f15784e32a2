"""Settings that contradict each other, or leave a door open, and who may read where the secrets lie."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, warning
from config.frontend import missing

SHORTEST_KEY = 50
HERE = {"localhost", "127.0.0.1", "::1", "[::1]", "*"}


def _hosts_of_others() -> list[str]:
    """Names under which strangers may come: given by the operator, and not of this computer."""
    return [host for host in settings.ALLOWED_HOSTS if host not in HERE]


@check("settings.debug")
def debug() -> Answer:
    """DEBUG shows every visitor of an error page the settings and the code."""
    if not settings.DEBUG:
        return ok(_("DEBUG is off (mode %(mode)s).") % {"mode": settings.MODE})
    signs = {
        "DJANGO_ENV=production": settings.MODE == "production",
        "PUBLIC_URL": bool(settings.PUBLIC_URL),
        "TRUSTED_PROXIES": bool(settings.TRUSTED_PROXIES),
        "ALLOWED_HOSTS": bool(_hosts_of_others()),
        "REDIS_URL": bool(settings.REDIS_URL),
    }
    public = [name for name, there in signs.items() if there]
    if public:
        return fault(
            _("DEBUG is on, and this looks like a server for others (%(signs)s): error pages show them its insides.")
            % {"signs": ", ".join(public)},
            _("Put DJANGO_ENV=production into .env, and start the server again."),
        )
    return ok(_("DEBUG is on, for development."))


@check("settings.secrets")
def secrets() -> Answer:
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < 8:
        return fault(_("SECRET_KEY is too short to sign sessions with."), _("Type: manage.py rotate_secret"))
    if settings.SECRET_KEY.startswith("django-insecure-"):
        return fault(_("SECRET_KEY is one that Django made for a trial."), _("Type: manage.py rotate_secret"))
    return ok(_("SECRET_KEY is long enough."))


def _readable_by_others() -> list[Path]:
    found = []
    for path in (
        settings.BASE_DIR / ".env",
        Path(settings.DATA_DIR) / "secret_key",
        Path(settings.DATA_DIR) / "backups",
    ):
        try:
            if path.stat().st_mode & stat.S_IRWXO:
                found.append(path)
        except FileNotFoundError:
            continue
    return found


def _close_to_others() -> str:
    paths = _readable_by_others()
    for path in paths:
        path.chmod(path.stat().st_mode & ~stat.S_IRWXO)
    return _("Others may no longer read %(paths)s.") % {"paths": ", ".join(map(str, paths))}


@check("settings.permissions", mend=_close_to_others)
def permissions() -> Answer:
    paths = _readable_by_others()
    if paths:
        return warning(
            _("Every user of this computer can read %(paths)s.") % {"paths": ", ".join(map(str, paths))},
            _("Type: chmod o-rwx %(paths)s (or doctor --fix)") % {"paths": " ".join(map(str, paths))},
        )
    return ok(_("What holds secrets is closed to other users of this computer."))


@check("settings.user")
def user() -> Answer:
    """As root everything can be written, so a root who looks for somebody else does not see what they see."""
    try:
        owner = Path(settings.DATA_DIR).stat().st_uid
    except FileNotFoundError:
        return fault(
            _("%(folder)s is not there.") % {"folder": settings.DATA_DIR},
            _("Set DATA_DIR, or type: manage.py quickstart"),
        )
    if owner != os.geteuid():
        return warning(
            _(
                "The data belong to the user %(owner)s, and this is %(here)s: what is found here may differ for the server."
            )
            % {"owner": owner, "here": os.geteuid()},
            _("Type: sudo -u '#%(owner)s' followed by the same command.") % {"owner": owner},
        )
    return ok(_("The data belong to this user."))


@check("settings.public")
def public() -> Answer:
    """What a server on the internet needs besides what the settings insist on."""
    if settings.MODE == "home" and settings.PUBLIC_URL.startswith("https://"):
        return warning(
            _("PUBLIC_URL is https, but the mode is home: cookies may also travel without encryption."),
            _("Put DJANGO_ENV=production into .env."),
        )
    if settings.MODE != "production":
        return ok(_("The mode is %(mode)s.") % {"mode": settings.MODE})
    if not settings.PUBLIC_URL:
        return warning(
            _("PUBLIC_URL is not set: links in mails and invitations name whatever host a visitor typed."),
            _("Put PUBLIC_URL=https://... into .env."),
        )
    if not settings.TRUSTED_PROXIES:
        return warning(
            _(
                "TRUSTED_PROXIES is not set: behind a proxy every page redirects to itself, and all visitors have one address."
            ),
            _("Put the proxy's address into .env, for example TRUSTED_PROXIES=127.0.0.1."),
        )
    return ok(_("PUBLIC_URL and TRUSTED_PROXIES are set."))


@check("settings.django")
def django_checks() -> Answer:
    """Django's own system checks, for production those of a deployment too."""
    found = [one for one in run_checks(include_deployment_checks=settings.SECURE) if not one.is_silenced()]
    serious = [one for one in found if one.is_serious()]
    words = "; ".join(f"{one.id}: {str(one.msg).splitlines()[0]}" for one in (serious or found)[:5])
    do = _("Type: manage.py check --deploy")
    if serious:
        return fault(_("Django finds errors: %(words)s") % {"words": words}, do)
    return warning(_("Django warns: %(words)s") % {"words": words}, do) if found else ok(_("Django has no complaints."))


@check("settings.frontend")
def frontend() -> Answer:
    names = missing()
    if names:
        return fault(
            _("The browser's libraries are missing: %(names)s.") % {"names": ", ".join(names)},
            _("Type: manage.py frontend"),
        )
    return ok(_("The browser's libraries are there."))
