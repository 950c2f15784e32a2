"""Forms of the back office of staff."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.models import SiteSettings, User
from accounts.models.user import is_reserved


class PersonForm(forms.ModelForm):
    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        others = User.objects.exclude(pk=self.instance.pk)
        if name != self.instance.username and (is_reserved(name) or others.filter(username__iexact=name).exists()):
            raise forms.ValidationError(gettext("This name is taken."))
        return name

    def clean_email(self) -> str | None:
        email: str | None = self.cleaned_data["email"] or None
        if email and User.objects.exclude(pk=self.instance.pk).filter(email__iexact=email).exists():
            raise forms.ValidationError(gettext("This address belongs to another account."))
        return email


class SiteForm(forms.ModelForm):
    locale = forms.ChoiceField(
        label=_("default language"), required=False, widget=UnfoldAdminSelectWidget,
        help_text=SiteSettings._meta.get_field("locale").help_text,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locale"].choices = [("", "---------"), *settings.LANGUAGES]  # type: ignore[attr-defined]
