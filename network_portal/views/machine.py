"""What machines ask for: whether the portal is well, what may be indexed, whom to tell about a weakness."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from network_portal.public import public_page
from network_portal.sitemaps import SITEMAPS
from partners.models import Network

PLAIN = "text/plain; charset=utf-8"
SECURITY_CONTACT_HOLDS = timedelta(days=180)  # RFC 9116 advises less than a year


@login_not_required
@require_safe
def healthz(request):
    """The process answers; says nothing about the database."""
    return HttpResponse("ok\n", content_type=PLAIN)


@login_not_required
@require_safe
def readyz(request):
    """200 where the database takes writes and every migration is applied, else 503. Details are for nobody outside.

    Of a portal for reading only nobody expects that it writes.
    """
    try:
        ready = (settings.READ_ONLY or is_writable()) and not unapplied_migrations()
    except Error:
        ready = False
    return HttpResponse("ok\n" if ready else "not ready\n", content_type=PLAIN, status=200 if ready else 503)


def is_writable() -> bool:
    """Whether a transaction that could write can begin. On SQLite beginning (IMMEDIATE) takes the writer's lock."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return True
        cursor.execute("SHOW transaction_read_only")
        return cursor.fetchone()[0] == "off"


def unapplied_migrations() -> list:
    """Migrations this version of the code needs and the database has not seen."""
    applied = MigrationRecorder(connection).applied_migrations()
    return [name for name in migrations_of_this_version() if name not in applied]


@cache
def migrations_of_this_version() -> list[tuple[str, str]]:
    """App and name of every migration in the code; it does not change while the process lives."""
    return list(MigrationLoader(None).disk_migrations)


@public_page
def robots(request):
    """Everything public may be indexed; the office's part may not."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", f"Sitemap: {absolute(request, 'sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@public_page
def security_txt(request):
    """Whom to tell about a weakness (RFC 9116)."""
    email = Network.objects.current().email
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{email}" if email else f"Contact: {absolute(request, 'imprint')}",
        f"Expires: {(today + SECURITY_CONTACT_HOLDS).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute(request, 'security-txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@public_page
def sitemap(request):
    """All public pages."""
    return django_sitemap(request, sitemaps=SITEMAPS).render()


def absolute(request, name: str) -> str:
    """The whole address of a page."""
    return request.build_absolute_uri(reverse(name))
