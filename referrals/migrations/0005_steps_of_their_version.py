from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def name_versions(apps, schema_editor):
    """Until now a chain had one set of steps, of its newest version, and everybody was accompanied on that."""
    chains = apps.get_model("referrals", "Chain").objects
    newest = Subquery(chains.filter(pk=OuterRef("chain")).values("version"))
    for name in ("ChainStep", "Accompaniment"):
        apps.get_model("referrals", name).objects.update(version=newest)
    chains.filter(status="in_force").update(version_in_force=F("version"))


# Backwards the columns go: whoever has drafted a version beside another finds the steps of both in one list.
class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_versions_of_chains")]

    operations = [migrations.RunPython(name_versions, migrations.RunPython.noop)]
