"""The yardstick: the least Django can do for a page. No middleware, no database, no template."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODY = "<!doctype html><html lang=de><title>Hallo</title><h1>Hallo</h1>" + "<p>Text</p>" * 200

settings.configure(
    SECRET_KEY="bench",  # noqa: S106 (signs nothing)
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
urlpatterns = [path("", lambda request: HttpResponse(BODY))]
os.environ.pop("DJANGO_SETTINGS_MODULE", None)
application = get_wsgi_application()
