from __future__ import annotations

from django.urls import path

from scenes import views

urlpatterns = [
    path("display/<str:code>/", views.display, name="display"),
    path("rooms/<uuid:room_id>/as/<uuid:user_id>/", views.through_eyes, name="through-eyes"),
    path("rooms/<uuid:room_id>/initiative/", views.initiative, name="initiative"),
]
