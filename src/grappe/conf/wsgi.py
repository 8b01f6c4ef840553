"""The entry point for a WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from grappe.conf.gate import Gate, share_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
share_connections(settings.DATABASES["default"])
application = Gate(get_wsgi_application())
# Read every address now: else the first visitor of each process waits a second for it.
_ = get_resolver().url_patterns
