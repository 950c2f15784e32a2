from accounts.models.base import Model, VisibleQuerySet
from accounts.models.user import User

__all__ = ["Model", "User", "VisibleQuerySet"]
