"""Documents of the calls, set as PDF."""
