"""Files that come in: told apart, decoded, read and converted, before any database is asked. No Django here."""
