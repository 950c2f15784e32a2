import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PeriodicJob",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False, verbose_name="job")),
                ("due_at", models.DateTimeField(verbose_name="due")),
            ],
            options={
                "verbose_name": "periodic job",
                "verbose_name_plural": "periodic jobs",
            },
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("owner", models.UUIDField(blank=True, null=True, verbose_name="owner")),
                ("name", models.CharField(max_length=200, verbose_name="job")),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "waiting"), ("running", "running"), ("done", "done"), ("failed", "failed")],
                        default="queued",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("progress", models.FloatField(default=0.0, verbose_name="progress")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what it is doing")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("worker", models.CharField(blank=True, max_length=100, verbose_name="worker")),
                ("locked_until", models.DateTimeField(blank=True, null=True, verbose_name="lease ends")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="what went wrong")),
                ("result", models.JSONField(blank=True, null=True, verbose_name="answer")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["state", "locked_until"], name="jobrun_state_lease"),
                    models.Index(fields=["owner", "-created_at"], name="jobrun_owner"),
                ],
            },
        ),
    ]
