"""The one door between the observatory's rows and the analytics."""
