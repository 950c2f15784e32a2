from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0009_rooms_of_universes")]

    operations = [
        migrations.AddField(model_name="presence", name="looks_on", field=models.BooleanField(default=False)),
    ]
