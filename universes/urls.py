from __future__ import annotations

from django.urls import path

from universes import views

urlpatterns = [
    path("universes/", views.universe_list, name="universes-page"),
    path("universes/<uuid:id>/", views.universe, name="universe-page"),
]
