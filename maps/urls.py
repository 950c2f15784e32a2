from __future__ import annotations

from django.urls import path

from maps import views

urlpatterns = [path("library/", views.library, name="library")]
