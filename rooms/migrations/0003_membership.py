import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


def nothing_is_unread(apps, schema_editor):
    """Who was a member before messages were counted as unread has read them all."""
    Member, Room = apps.get_model("rooms", "Member"), apps.get_model("rooms", "Room")
    head = Room.objects.filter(pk=models.OuterRef("room")).values("head")
    Member.objects.update(read_seq=models.Subquery(head))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("rooms", "0002_what_messages_say_and_to_whom"),
    ]

    operations = [
        migrations.AddField(
            model_name="invite",
            name="person",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="invite",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="rooms.invite",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="muted",
            field=models.BooleanField(default=False, verbose_name="muted"),
        ),
        migrations.AddField(
            model_name="member",
            name="read_seq",
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="room",
            name="archived_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="archived"),
        ),
        migrations.AddField(
            model_name="room",
            name="paused",
            field=models.BooleanField(
                default=False, help_text="Players cannot move their tokens.", verbose_name="paused"
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="spectators_speak",
            field=models.BooleanField(
                default=False, help_text="Spectators write and roll as players do.", verbose_name="spectators may speak"
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="waiting_room",
            field=models.BooleanField(
                default=False,
                help_text="Whoever comes waits until a game master lets them in.",
                verbose_name="waiting room",
            ),
        ),
        migrations.CreateModel(
            name="Ban",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bans",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "ban",
                "verbose_name_plural": "bans",
                "ordering": ["-created_at", "id"],
                "constraints": [models.UniqueConstraint(fields=("room", "user"), name="ban_once_a_room")],
            },
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "role",
                    models.CharField(
                        choices=[("game_master", "game master"), ("player", "player"), ("spectator", "spectator")],
                        default="player",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "invite",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="rooms.invite",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="knocks",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person in the waiting room",
                "verbose_name_plural": "people in the waiting room",
                "ordering": ["created_at", "id"],
                "constraints": [models.UniqueConstraint(fields=("room", "user"), name="knock_once_a_room")],
            },
        ),
        migrations.RunPython(nothing_is_unread, migrations.RunPython.noop),
    ]
