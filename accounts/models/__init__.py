from accounts.models.audit import AuditEntry
from accounts.models.base import Model, VisibleQuerySet
from accounts.models.folder import Folder, Incoming, Owned, owner_of
from accounts.models.notification import Notification
from accounts.models.site import SiteSettings
from accounts.models.stored_file import StoredFile
from accounts.models.tokens import RefreshToken, TokenFamily, WsTicket
from accounts.models.user import User

__all__ = [
    "AuditEntry",
    "Folder",
    "Incoming",
    "Model",
    "Notification",
    "Owned",
    "RefreshToken",
    "SiteSettings",
    "StoredFile",
    "TokenFamily",
    "User",
    "VisibleQuerySet",
    "WsTicket",
    "owner_of",
]
