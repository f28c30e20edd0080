from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0006_version_in_force_holds")]

    operations = [
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["sender", "recipient", "accepted_on"], name="referral_flow"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["policy_field", "recipient", "sent_on"], name="referral_by_field"),
        ),
    ]
