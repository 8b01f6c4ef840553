"""Dates as the site's readers write them, where the framework's own are another country's."""
