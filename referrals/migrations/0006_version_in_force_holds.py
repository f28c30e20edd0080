from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_steps_of_their_version")]

    operations = [
        migrations.RemoveConstraint(
            model_name="chain",
            name="chain_in_force_has_days",
        ),
        migrations.AddConstraint(
            model_name="chain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version_in_force", None),
                    models.Q(("in_force_on__isnull", False), ("review_on__isnull", False)),
                    _connector="OR",
                ),
                name="chain_in_force_has_days",
                violation_error_message="A chain in force says when it is looked at again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="chain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "in_force"),
                        ("version_in_force", models.F("version")),
                        ("version_in_force__isnull", False),
                    ),
                    models.Q(
                        ("status__in", ["draft", "asked", "agreed"]),
                        ("version_in_force__isnull", False),
                        ("version_in_force__lt", models.F("version")),
                    ),
                    models.Q(models.Q(("status", "in_force"), _negated=True), ("version_in_force", None)),
                    _connector="OR",
                ),
                name="chain_in_force_is_its_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="chainstep",
            constraint=models.UniqueConstraint(
                fields=("origin", "version"), name="chain_step_stands_once_in_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("attached_on", None), ("accompaniment__isnull", False), _connector="OR"),
                name="referral_attached_is_a_step",
            ),
        ),
    ]
