"""The one door between rows and the engines."""
