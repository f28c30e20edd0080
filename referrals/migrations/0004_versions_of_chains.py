import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_follow_ups_after_the_end")]

    operations = [
        migrations.AddField(
            model_name="chain",
            name="version_in_force",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="version in force"
            ),
        ),
        migrations.AddField(
            model_name="chainstep",
            name="version",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="chainstep",
            name="origin",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="referrals.chainstep",
            ),
        ),
        migrations.AddField(
            model_name="accompaniment",
            name="version",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="referral",
            name="attached_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="made a step on"),
        ),
        migrations.AlterModelOptions(
            name="chainstep",
            options={
                "ordering": ["chain", "version", "position", "pk"],
                "verbose_name": "step of a chain",
                "verbose_name_plural": "steps of a chain",
            },
        ),
    ]
