from __future__ import annotations

from django.urls import path

from rooms import views

urlpatterns = [
    path("", views.home, name="home"),
    path("rooms/", views.room_list, name="rooms"),
    path("rooms/<uuid:room_id>/", views.table, name="table"),
    path("rooms/<uuid:room_id>/join/", views.join_room, name="join-room"),
    path("rooms/<uuid:room_id>/waiting/", views.waiting, name="waiting"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar"),
    path("join/<str:code>/", views.join, name="join"),
]
