from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_accounts_and_joining")]

    operations = [
        migrations.AddField(
            model_name="joinrequest",
            name="reminded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="coordinators reminded on"),
        ),
    ]
