"""Addresses of the reports, under that of the admin."""

app_name = "reports"

urlpatterns = []
