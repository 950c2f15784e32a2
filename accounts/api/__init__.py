"""The API of accounts, under `/api/v1/`."""

from __future__ import annotations

from django.urls import path

from accounts.api import me, sign_in
from accounts.staff import api as staff

routes = [
    *staff.routes,
    path("auth/register", sign_in.Register.as_view(), name="api-register"),
    path("auth/login", sign_in.Login.as_view(), name="api-login"),
    path("auth/demo", sign_in.Demo.as_view(), name="api-demo"),
    path("auth/logout", sign_in.Logout.as_view(), name="api-logout"),
    path("auth/refresh", sign_in.Refresh.as_view(), name="api-refresh"),
    path("auth/password/change", sign_in.PasswordChange.as_view(), name="api-password-change"),
    path("auth/password/reset", sign_in.PasswordReset.as_view(), name="api-password-reset"),
    path("auth/password/reset/confirm", sign_in.PasswordResetConfirm.as_view(), name="api-password-reset-confirm"),
    path("ws-ticket", sign_in.WsTicket.as_view(), name="api-ws-ticket"),
    path("me", me.Me.as_view(), name="api-me"),
    path("me/settings", me.Settings.as_view(), name="api-settings"),
    path("me/export", me.Export.as_view(), name="api-export"),
    path("me/avatar", me.Avatar.as_view(), name="api-avatar"),
    path("me/claim", me.Claim.as_view(), name="api-claim"),
    path("users/<uuid:pk>/profile", me.Profile.as_view(), name="api-profile"),
    path("notifications", me.Notifications.as_view(), name="api-notifications"),
    path("notifications/read-all", me.NotificationsRead.as_view(), name="api-notifications-read"),
    path("notifications/<uuid:pk>/read", me.NotificationRead.as_view(), name="api-notification-read"),
]
