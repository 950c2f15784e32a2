from __future__ import annotations

from django.urls import path

from scenes import views

urlpatterns = [path("display/<str:code>/", views.display, name="display")]
