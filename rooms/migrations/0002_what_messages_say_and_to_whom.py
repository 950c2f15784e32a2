import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("rooms", "0001_rooms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("emoji", models.CharField(max_length=32)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("excerpt", models.CharField(blank=True, max_length=2000, verbose_name="what was said")),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["-created_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="audience",
            field=models.CharField(
                choices=[("all", "everybody"), ("gm", "the game masters and the named"), ("named", "only the named")],
                default="all",
                editable=False,
                max_length=5,
                verbose_name="audience",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="body",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="deleted_by",
            field=models.CharField(blank=True, editable=False, max_length=6),
        ),
        migrations.AddField(
            model_name="message",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="edited"),
        ),
        migrations.AddField(
            model_name="message",
            name="mentions",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="message",
            name="pinned",
            field=models.BooleanField(default=False, verbose_name="pinned"),
        ),
        migrations.AddField(
            model_name="message",
            name="reply_to",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="rooms.message",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="roll",
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="speaker",
            field=models.CharField(blank=True, max_length=50, verbose_name="speaks as"),
        ),
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("say", "said"),
                    ("ic", "in character"),
                    ("ooc", "out of character"),
                    ("emote", "emote"),
                    ("narration", "narration"),
                    ("roll", "roll"),
                ],
                default="say",
                editable=False,
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="text",
            field=models.CharField(blank=True, max_length=2000, verbose_name="text"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["room", "created_at"], name="message_room_time"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(condition=models.Q(("pinned", True)), fields=["room", "seq"], name="message_pinned"),
        ),
        migrations.AddField(
            model_name="reaction",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to="rooms.message"
            ),
        ),
        migrations.AddField(
            model_name="reaction",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="readers", to="rooms.message"
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="handled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="handled by",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="message",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="rooms.message",
                verbose_name="message",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="reporter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reported by",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="rooms.room",
                verbose_name="room",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="about",
            ),
        ),
        migrations.AddConstraint(
            model_name="reaction",
            constraint=models.UniqueConstraint(fields=("message", "user", "emoji"), name="reaction_once"),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(fields=("message", "user"), name="reader_once"),
        ),
    ]
