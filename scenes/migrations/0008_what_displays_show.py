import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenes", "0007_encounters"),
    ]

    operations = [
        migrations.AddField(
            model_name="display",
            name="blank",
            field=models.BooleanField(default=False, verbose_name="dark"),
        ),
        migrations.AddField(
            model_name="display",
            name="calibrating",
            field=models.BooleanField(default=False, editable=False, verbose_name="being measured"),
        ),
        migrations.AddField(
            model_name="display",
            name="centre",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="display",
            name="eyes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vision of",
            ),
        ),
        migrations.AddField(
            model_name="display",
            name="follow",
            field=models.BooleanField(default=False, verbose_name="follows who acts"),
        ),
        migrations.AddField(
            model_name="display",
            name="inch_cells",
            field=models.BooleanField(default=False, verbose_name="an inch to the cell"),
        ),
        migrations.AddField(
            model_name="display",
            name="invite",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="rooms.invite",
            ),
        ),
        migrations.AddField(
            model_name="display",
            name="kind",
            field=models.CharField(
                choices=[("table", "the map"), ("initiative", "the order of the fight")],
                default="table",
                max_length=10,
                verbose_name="shows",
            ),
        ),
        migrations.AddField(
            model_name="display",
            name="ppi",
            field=models.FloatField(blank=True, null=True, verbose_name="pixels an inch"),
        ),
        migrations.AddField(
            model_name="display",
            name="rotation",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="turned"),
        ),
        migrations.AddField(
            model_name="display",
            name="show_invite",
            field=models.BooleanField(default=False, verbose_name="shows the way in"),
        ),
    ]
