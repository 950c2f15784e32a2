from accounts.models.base import Model, VisibleQuerySet
from accounts.models.notification import Notification
from accounts.models.stored_file import StoredFile
from accounts.models.tokens import RefreshToken, TokenFamily, WsTicket
from accounts.models.user import User

__all__ = ["Model", "Notification", "RefreshToken", "StoredFile", "TokenFamily", "WsTicket", "User", "VisibleQuerySet"]
