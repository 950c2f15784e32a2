import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenes", "0010_scenes_in_universes"), ("universes", "0002_timeline")]

    operations = [
        migrations.AddField(
            model_name="scene",
            name="own_universe",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="universes.universe",
                verbose_name="world of its own",
            ),
        ),
    ]
