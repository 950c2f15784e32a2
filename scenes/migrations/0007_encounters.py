import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenes", "0006_handouts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Encounter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("round", models.PositiveIntegerField(default=0, verbose_name="round")),
                ("active", models.BooleanField(default=True, verbose_name="under way")),
                ("turn", models.UUIDField(editable=False, null=True)),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="encounters",
                        to="scenes.scene",
                        verbose_name="scene",
                    ),
                ),
            ],
            options={
                "verbose_name": "encounter",
                "verbose_name_plural": "encounters",
                "ordering": ["-created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Combatant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=50, verbose_name="name")),
                ("show_name", models.BooleanField(default=True, verbose_name="players read the name")),
                ("initiative", models.FloatField(blank=True, null=True, verbose_name="initiative")),
                ("modifier", models.IntegerField(default=0, verbose_name="modifier")),
                ("is_player", models.BooleanField(default=False, verbose_name="a player's")),
                ("hp", models.IntegerField(blank=True, null=True, verbose_name="hit points")),
                ("hp_max", models.IntegerField(blank=True, null=True, verbose_name="most hit points")),
                ("killed", models.BooleanField(default=False, verbose_name="killed")),
                ("hidden", models.BooleanField(default=False, verbose_name="hidden")),
                ("order", models.IntegerField(default=0, verbose_name="order")),
                ("conditions", models.JSONField(blank=True, default=list, editable=False, verbose_name="conditions")),
                ("footprint", models.PositiveSmallIntegerField(default=1, verbose_name="cells wide")),
                (
                    "scene",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="scenes.scene"
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scenes.token",
                        verbose_name="token",
                    ),
                ),
                (
                    "encounter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="combatants",
                        to="scenes.encounter",
                        verbose_name="encounter",
                    ),
                ),
            ],
            options={
                "verbose_name": "combatant",
                "verbose_name_plural": "combatants",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="EncounterLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                (
                    "encounter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="scenes.encounter",
                        verbose_name="encounter",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="scenes.scene"
                    ),
                ),
            ],
            options={
                "verbose_name": "line of an encounter",
                "verbose_name_plural": "lines of encounters",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="encounter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active", True)), fields=("scene",), name="encounter_one_active_a_scene"
            ),
        ),
    ]
