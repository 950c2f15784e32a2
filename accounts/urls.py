from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from accounts import views
from accounts.second_factor import pages

urlpatterns = [
    path("sign-in/", views.sign_in_page, name="sign-in"),
    path("sign-in/code/", pages.code, name="sign-in-code"),
    path("sign-in/demo/", views.demo, name="sign-in-demo"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("register/", views.register, name="register"),
    path("forgot/", views.forgot, name="forgot"),
    path("reset/<str:uid>/<str:token>/", views.reset, name="reset"),
    path("language/", set_language, name="language"),
    path("account/", views.account, name="account"),
    path("account/second-factor/", pages.device, name="second-factor"),
    path("people/<uuid:pk>/avatar", views.avatar, name="avatar"),
]
