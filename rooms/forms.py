"""The form of the room list."""

from __future__ import annotations

from django import forms

from rooms.models import Room


class RoomForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name", "description", "is_public"]
