"""The entry point for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
application = get_wsgi_application()
# Read every address now: else the first visitor of each process waits a second for it.
_ = get_resolver().url_patterns
