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
            name="inch_cells",
            field=models.BooleanField(default=False, verbose_name="an inch to the cell"),
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
    ]
