import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("rooms", "0006_game_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="changes",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="reversed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="entry",
            name="reverses",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="presence",
            name="idle",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="room",
            name="scrubs",
            field=models.PositiveIntegerField(
                default=0, editable=False, help_text="How often words were taken out of its log."
            ),
        ),
        migrations.CreateModel(
            name="Keyframe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveBigIntegerField()),
                ("sight", models.CharField(max_length=45)),
                ("things", models.JSONField()),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keyframes", to="rooms.room"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("room", "sight", "seq"), name="keyframe_once")],
            },
        ),
    ]
