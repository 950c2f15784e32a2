import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenes", "0005_areas_drawings_and_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "shared",
                    models.CharField(
                        choices=[("none", "nobody"), ("all", "everybody"), ("named", "some")],
                        default="none",
                        max_length=5,
                        verbose_name="shown to",
                    ),
                ),
                ("readers", models.JSONField(blank=True, default=list, editable=False)),
                ("order", models.IntegerField(default=0, verbose_name="order")),
                (
                    "picture",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "preview",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.storedfile",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handouts",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="handouts",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
            ],
            options={
                "verbose_name": "handout",
                "verbose_name_plural": "handouts",
                "ordering": ["order", "name", "id"],
            },
        ),
    ]
