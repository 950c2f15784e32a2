import django.core.validators
import django.db.models.deletion
import scenes.models.scene
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("accounts", "__first__"),
        ("rooms", "0008_search"),
        ("scenes", "0001_scenes"),
    ]

    operations = [
        migrations.AddField(
            model_name="scene",
            name="coverage",
            field=models.CharField(
                choices=[("centre", "when its centre is inside"), ("any", "when it is touched")],
                default="centre",
                max_length=6,
                verbose_name="an area covers a cell",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="darkness",
            field=models.FloatField(
                default=0.0,
                validators=[
                    django.core.validators.MinValueValidator(0.0),
                    django.core.validators.MaxValueValidator(1.0),
                ],
                verbose_name="darkness",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="distance_mode",
            field=models.CharField(
                choices=[
                    ("chebyshev", "a diagonal is one cell (5-5-5)"),
                    ("alternating", "every second diagonal is two cells (5-10-5)"),
                    ("euclidean", "as the crow flies"),
                    ("manhattan", "a diagonal is two cells"),
                ],
                default="chebyshev",
                max_length=12,
                verbose_name="diagonals",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="fog",
            field=models.BooleanField(default=False, verbose_name="covered until revealed"),
        ),
        migrations.AddField(
            model_name="scene",
            name="fog_key",
            field=models.CharField(default=scenes.models.scene.new_key, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="scene",
            name="night",
            field=models.FloatField(
                default=0.0,
                validators=[
                    django.core.validators.MinValueValidator(0.0),
                    django.core.validators.MaxValueValidator(1.0),
                ],
                verbose_name="night over all screens",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="sight_key",
            field=models.CharField(default=scenes.models.scene.new_key, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="scene",
            name="snap",
            field=models.BooleanField(default=True, verbose_name="tokens snap to the grid"),
        ),
        migrations.AddField(
            model_name="scene",
            name="staged",
            field=models.BooleanField(default=False, verbose_name="areas are revealed in steps"),
        ),
        migrations.AddField(
            model_name="scene",
            name="start",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="where the view begins"),
        ),
        migrations.AddField(
            model_name="scene",
            name="trails",
            field=models.BooleanField(default=True, verbose_name="players see where tokens walked"),
        ),
        migrations.AddField(
            model_name="scene",
            name="vision",
            field=models.CharField(
                choices=[
                    ("none", "everything is seen"),
                    ("party", "what the party sees"),
                    ("own", "each what their own see"),
                ],
                default="none",
                max_length=5,
                verbose_name="vision",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="walls_key",
            field=models.CharField(default=scenes.models.scene.new_key, editable=False, max_length=16),
        ),
        migrations.CreateModel(
            name="SceneFolder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("path", models.CharField(max_length=200, verbose_name="folder")),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scene_folders",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
            ],
            options={
                "verbose_name": "folder of scenes",
                "verbose_name_plural": "folders of scenes",
                "ordering": ["path"],
            },
        ),
        migrations.AddConstraint(
            model_name="scenefolder",
            constraint=models.UniqueConstraint(fields=("room", "path"), name="scene_folder_once"),
        ),
    ]
