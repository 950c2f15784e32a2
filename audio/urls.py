from __future__ import annotations

from django.urls import path

from audio import views

urlpatterns = [
    path("sounds/", views.library, name="sounds"),
    path("speaker/<str:code>/", views.speaker, name="speaker"),
]
