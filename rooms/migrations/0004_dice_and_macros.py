import django.db.models.deletion
import uuid
from django.db import migrations, models

from rooms.models.room import new_seed


def a_seed_for_each(apps, schema_editor):
    """A column's default is computed once for all rows; these are secrets, so each row gets its own."""
    for name in ("Room", "Member"):
        model = apps.get_model("rooms", name)
        changed = []
        for row in model.objects.only("pk").iterator(chunk_size=500):
            row.dice_seed = new_seed()
            changed.append(row)
        model.objects.bulk_update(changed, ["dice_seed"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("rooms", "0003_membership"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="dice_seed",
            field=models.CharField(default=new_seed, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="room",
            name="dice_seed",
            field=models.CharField(default=new_seed, editable=False, max_length=64),
        ),
        migrations.CreateModel(
            name="Macro",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("text", models.CharField(max_length=2000, verbose_name="text")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="macros",
                        to="rooms.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "macro",
                "verbose_name_plural": "macros",
                "ordering": ["order", "created_at", "id"],
            },
        ),
        migrations.RunPython(a_seed_for_each, migrations.RunPython.noop),
    ]
