import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenes", "0003_characters_and_tokens"),
    ]

    operations = [
        migrations.CreateModel(
            name="Explored",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sight", models.CharField(max_length=45)),
                ("mask", models.TextField(blank=True)),
                ("cell", models.PositiveIntegerField(default=8)),
                ("left", models.IntegerField(default=0)),
                ("top", models.IntegerField(default=0)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changes", models.JSONField(default=list)),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="explored", to="scenes.scene"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FogShape",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("order", models.PositiveIntegerField(default=0)),
                ("mode", models.CharField(choices=[("reveal", "reveals"), ("hide", "hides")], max_length=6)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rect", "rectangle"),
                            ("polygon", "polygon"),
                            ("circle", "circle"),
                            ("brush", "brush"),
                        ],
                        max_length=7,
                    ),
                ),
                ("points", models.JSONField(default=list)),
                ("radius", models.FloatField(default=0.0)),
                ("polygons", models.JSONField(blank=True, null=True)),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fog_shapes",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
            ],
            options={
                "verbose_name": "stroke of fog",
                "verbose_name_plural": "strokes of fog",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Light",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("x", models.FloatField()),
                ("y", models.FloatField()),
                ("bright", models.FloatField(default=20.0, verbose_name="bright")),
                ("dim", models.FloatField(default=40.0, verbose_name="dim")),
                ("angle", models.FloatField(default=360.0, verbose_name="angle")),
                ("rotation", models.FloatField(default=0.0, verbose_name="rotation")),
                (
                    "colour",
                    models.CharField(
                        default="#f2b44b",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("\\A#[0-9a-f]{6}\\Z", "A colour such as #f2b44b.")
                        ],
                        verbose_name="colour",
                    ),
                ),
                ("alpha", models.FloatField(default=0.4, verbose_name="strength")),
                ("on", models.BooleanField(default=True, verbose_name="burns")),
                ("walls", models.BooleanField(default=True, verbose_name="stopped by walls")),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lights",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
            ],
            options={
                "verbose_name": "light",
                "verbose_name_plural": "lights",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField()),
                ("path", models.JSONField()),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="scenes.scene"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("x1", models.FloatField()),
                ("y1", models.FloatField()),
                ("x2", models.FloatField()),
                ("y2", models.FloatField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wall", "wall"),
                            ("window", "window"),
                            ("terrain", "terrain"),
                            ("door", "door"),
                            ("secret", "secret door"),
                        ],
                        default="wall",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "move",
                    models.CharField(
                        choices=[("none", "lets through"), ("normal", "stops"), ("limited", "stops the second time")],
                        default="normal",
                        max_length=8,
                        verbose_name="movement",
                    ),
                ),
                (
                    "sight",
                    models.CharField(
                        choices=[("none", "lets through"), ("normal", "stops"), ("limited", "stops the second time")],
                        default="normal",
                        max_length=8,
                        verbose_name="sight",
                    ),
                ),
                (
                    "light",
                    models.CharField(
                        choices=[("none", "lets through"), ("normal", "stops"), ("limited", "stops the second time")],
                        default="normal",
                        max_length=8,
                        verbose_name="light",
                    ),
                ),
                (
                    "sound",
                    models.CharField(
                        choices=[("none", "lets through"), ("normal", "stops"), ("limited", "stops the second time")],
                        default="normal",
                        max_length=8,
                        verbose_name="sound",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("both", "from both sides"), ("left", "from the left"), ("right", "from the right")],
                        default="both",
                        max_length=5,
                        verbose_name="stops",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("closed", "closed"), ("open", "open"), ("locked", "locked")],
                        default="closed",
                        max_length=6,
                        verbose_name="door",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="walls",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
            ],
            options={
                "verbose_name": "wall",
                "verbose_name_plural": "walls",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="explored",
            constraint=models.UniqueConstraint(fields=("scene", "sight"), name="explored_once"),
        ),
    ]
