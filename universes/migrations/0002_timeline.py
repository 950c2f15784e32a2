import uuid

import django.db.models.deletion
from django.db import migrations, models


def lay(apps, schema_editor):
    """Every universe has one."""
    timelines = apps.get_model("universes", "Timeline")
    universes = apps.get_model("universes", "Universe").objects.order_by("pk").values_list("pk", flat=True)
    timelines.objects.bulk_create([timelines(universe_id=pk) for pk in universes], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("universes", "0001_the_world")]

    operations = [
        migrations.CreateModel(
            name="Timeline",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("since", models.FloatField(null=True)),
                ("second", models.FloatField(default=0.0, verbose_name="second")),
                ("rate", models.FloatField(default=1.0, verbose_name="speed")),
                ("began", models.JSONField(editable=False, null=True)),
                ("seen_at", models.FloatField(default=0.0, editable=False)),
                (
                    "universe",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="timeline",
                        to="universes.universe",
                        verbose_name="universe",
                    ),
                ),
            ],
            options={
                "verbose_name": "timeline",
                "verbose_name_plural": "timelines",
                "indexes": [models.Index(fields=["since"], name="timeline_told")],
            },
        ),
        migrations.RunPython(lay, migrations.RunPython.noop),
    ]
