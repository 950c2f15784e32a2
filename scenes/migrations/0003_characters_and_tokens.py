import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenes", "0002_rules_sight_and_folders"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="auras",
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name="auras"),
        ),
        migrations.AddField(
            model_name="token",
            name="bars",
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name="bars"),
        ),
        migrations.AddField(
            model_name="token",
            name="conditions",
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name="conditions"),
        ),
        migrations.AddField(
            model_name="token",
            name="darkvision",
            field=models.FloatField(default=0.0, verbose_name="darkvision"),
        ),
        migrations.AddField(
            model_name="token",
            name="elevation",
            field=models.FloatField(default=0.0, verbose_name="elevation"),
        ),
        migrations.AddField(
            model_name="token",
            name="group",
            field=models.CharField(blank=True, max_length=40, verbose_name="group"),
        ),
        migrations.AddField(
            model_name="token",
            name="has_sight",
            field=models.BooleanField(default=False, verbose_name="sees"),
        ),
        migrations.AddField(
            model_name="token",
            name="light_angle",
            field=models.FloatField(default=360.0, verbose_name="angle of the light"),
        ),
        migrations.AddField(
            model_name="token",
            name="light_bright",
            field=models.FloatField(default=0.0, verbose_name="bright light"),
        ),
        migrations.AddField(
            model_name="token",
            name="light_colour",
            field=models.CharField(
                default="#f2b44b",
                max_length=7,
                validators=[django.core.validators.RegexValidator("\\A#[0-9a-f]{6}\\Z", "A colour such as #f2b44b.")],
                verbose_name="colour of the light",
            ),
        ),
        migrations.AddField(
            model_name="token",
            name="light_dim",
            field=models.FloatField(default=0.0, verbose_name="dim light"),
        ),
        migrations.AddField(
            model_name="token",
            name="locked",
            field=models.BooleanField(default=False, verbose_name="locked"),
        ),
        migrations.AddField(
            model_name="token",
            name="owner_notes",
            field=models.TextField(blank=True, max_length=5000, verbose_name="notes for owners"),
        ),
        migrations.AddField(
            model_name="token",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.storedfile",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="token",
            name="show_name",
            field=models.BooleanField(default=True, verbose_name="players read the name"),
        ),
        migrations.AddField(
            model_name="token",
            name="sight_angle",
            field=models.FloatField(default=360.0, verbose_name="angle of view"),
        ),
        migrations.AddField(
            model_name="token",
            name="sight_range",
            field=models.FloatField(blank=True, null=True, verbose_name="sees as far as"),
        ),
        migrations.AddField(
            model_name="token",
            name="trail",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.CreateModel(
            name="Character",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=50, verbose_name="name")),
                ("attributes", models.JSONField(blank=True, default=dict, verbose_name="attributes")),
                ("notes", models.TextField(blank=True, max_length=10000, verbose_name="notes")),
                ("gm_notes", models.TextField(blank=True, max_length=10000, verbose_name="notes for game masters")),
                ("macros", models.JSONField(blank=True, default=list, editable=False, verbose_name="macros")),
                (
                    "token",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="what a token begins with"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("field_versions", models.JSONField(default=dict, editable=False)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="played by",
                    ),
                ),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.storedfile",
                        verbose_name="portrait",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="characters",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
            ],
            options={
                "verbose_name": "character",
                "verbose_name_plural": "characters",
                "ordering": ["name", "id"],
            },
        ),
        migrations.AddField(
            model_name="token",
            name="character",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tokens",
                to="scenes.character",
                verbose_name="character",
            ),
        ),
    ]
