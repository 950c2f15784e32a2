import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MapFolder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="map_folders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="maps.mapfolder",
                        verbose_name="in folder",
                    ),
                ),
            ],
            options={
                "verbose_name": "map folder",
                "verbose_name_plural": "map folders",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Map",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("width", models.PositiveIntegerField(verbose_name="width")),
                ("height", models.PositiveIntegerField(verbose_name="height")),
                ("animated", models.BooleanField(default=False, verbose_name="moves")),
                (
                    "source",
                    models.CharField(
                        choices=[("picture", "picture"), ("uvtt", "Universal VTT")],
                        default="picture",
                        max_length=10,
                        verbose_name="made from",
                    ),
                ),
                (
                    "grid_type",
                    models.CharField(
                        choices=[
                            ("square", "squares"),
                            ("hex_pointy_odd", "hexagons, pointy, odd rows shifted"),
                            ("hex_pointy_even", "hexagons, pointy, even rows shifted"),
                            ("hex_flat_odd", "hexagons, flat, odd columns shifted"),
                            ("hex_flat_even", "hexagons, flat, even columns shifted"),
                            ("none", "no grid"),
                        ],
                        default="square",
                        max_length=20,
                        verbose_name="grid",
                    ),
                ),
                ("cell_width", models.FloatField(default=100.0, verbose_name="cell width in pixels")),
                ("cell_height", models.FloatField(default=100.0, verbose_name="cell height in pixels")),
                ("offset_x", models.FloatField(default=0.0, verbose_name="grid offset x")),
                ("offset_y", models.FloatField(default=0.0, verbose_name="grid offset y")),
                ("x", models.FloatField(default=0.0, verbose_name="place x")),
                ("y", models.FloatField(default=0.0, verbose_name="place y")),
                ("scale", models.FloatField(default=1.0, verbose_name="scale")),
                ("rotation", models.FloatField(default=0.0, verbose_name="rotation")),
                ("hidden", models.BooleanField(default=True, verbose_name="hidden when placed")),
                ("structure", models.JSONField(blank=True, default=dict, verbose_name="walls, doors and lights")),
                ("report", models.JSONField(blank=True, default=dict, verbose_name="left out at the import")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maps",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "picture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="picture",
                    ),
                ),
                (
                    "thumbnail",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="thumbnail",
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="maps",
                        to="maps.mapfolder",
                        verbose_name="folder",
                    ),
                ),
            ],
            options={
                "verbose_name": "map",
                "verbose_name_plural": "maps",
                "ordering": ["name", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="mapfolder",
            constraint=models.UniqueConstraint(fields=("owner", "parent", "name"), name="mapfolder_name_in_folder"),
        ),
        migrations.AddConstraint(
            model_name="mapfolder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parent__isnull", True)), fields=("owner", "name"), name="mapfolder_name_on_top"
            ),
        ),
        migrations.AddIndex(
            model_name="map",
            index=models.Index(fields=["owner", "folder", "name"], name="map_in_folder"),
        ),
    ]
