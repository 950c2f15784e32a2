import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

import rooms.models.room


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("rooms", "0004_dice_and_macros"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="file_quota",
            field=models.BigIntegerField(default=rooms.models.room.default_quota, verbose_name="bytes for files"),
        ),
        migrations.AddField(
            model_name="room",
            name="file_used",
            field=models.BigIntegerField(default=0, editable=False, verbose_name="bytes used"),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("place", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("picture", "picture"),
                            ("pdf", "PDF"),
                            ("sound", "sound"),
                            ("voice", "voice message"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("size", models.BigIntegerField(verbose_name="bytes")),
                ("width", models.PositiveIntegerField(null=True, verbose_name="width")),
                ("height", models.PositiveIntegerField(null=True, verbose_name="height")),
                ("duration", models.FloatField(null=True, verbose_name="seconds")),
                ("peaks", models.JSONField(editable=False, null=True)),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="rooms.message",
                        verbose_name="message",
                    ),
                ),
                (
                    "preview",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="preview",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["place", "created_at", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("message", None)), fields=["created_at"], name="attachment_unsent")
                ],
            },
        ),
    ]
