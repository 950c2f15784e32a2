import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenes", "0004_walls_lights_and_fog"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("circle", "circle"),
                            ("cone", "cone"),
                            ("line", "line"),
                            ("square", "square"),
                            ("cube", "cube"),
                            ("cylinder", "cylinder"),
                        ],
                        max_length=8,
                        verbose_name="shape",
                    ),
                ),
                ("x", models.FloatField()),
                ("y", models.FloatField()),
                ("size", models.FloatField(verbose_name="size")),
                ("width", models.FloatField(default=5.0, verbose_name="width")),
                ("angle", models.FloatField(default=53.13, verbose_name="angle")),
                ("rotation", models.FloatField(default=0.0, verbose_name="rotation")),
                (
                    "colour",
                    models.CharField(
                        default="#e5604d",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("\\A#[0-9a-f]{6}\\Z", "A colour such as #f2b44b.")
                        ],
                        verbose_name="colour",
                    ),
                ),
                ("opacity", models.FloatField(default=0.5, verbose_name="opacity")),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="label")),
                ("effect", models.CharField(blank=True, max_length=40, verbose_name="spell")),
                ("revealed", models.BooleanField(default=True, verbose_name="revealed")),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "area",
                "verbose_name_plural": "areas",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Drawing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("freehand", "freehand"),
                            ("line", "line"),
                            ("rect", "rectangle"),
                            ("ellipse", "ellipse"),
                            ("polygon", "polygon"),
                            ("text", "text"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("points", models.JSONField(default=list, editable=False)),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="text")),
                (
                    "stroke",
                    models.CharField(
                        default="#ece6da",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("\\A#[0-9a-f]{6}\\Z", "A colour such as #f2b44b.")
                        ],
                        verbose_name="colour",
                    ),
                ),
                (
                    "fill",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("\\A#[0-9a-f]{6}\\Z", "A colour such as #f2b44b.")
                        ],
                        verbose_name="filled with",
                    ),
                ),
                ("width", models.FloatField(default=4.0, verbose_name="width")),
                ("size", models.FloatField(default=32.0, verbose_name="size of the text")),
                ("layer", models.IntegerField(default=0, verbose_name="layer")),
                ("hidden", models.BooleanField(default=False, verbose_name="hidden")),
                ("locked", models.BooleanField(default=False, verbose_name="locked")),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drawings",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "drawing",
                "verbose_name_plural": "drawings",
                "ordering": ["layer", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="MapNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("x", models.FloatField()),
                ("y", models.FloatField()),
                ("icon", models.CharField(default="map-pin", max_length=30, verbose_name="icon")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="text")),
                ("gm_notes", models.TextField(blank=True, max_length=5000, verbose_name="notes for game masters")),
                (
                    "shared",
                    models.CharField(
                        choices=[("none", "nobody"), ("all", "everybody"), ("named", "some")],
                        default="none",
                        max_length=5,
                        verbose_name="shared with",
                    ),
                ),
                ("readers", models.JSONField(blank=True, default=list, editable=False)),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="map_notes",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
            ],
            options={
                "verbose_name": "map note",
                "verbose_name_plural": "map notes",
                "ordering": ["title", "id"],
            },
        ),
    ]
