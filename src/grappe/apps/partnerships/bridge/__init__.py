"""The one door between the register's rows and the engine of suggestions."""
