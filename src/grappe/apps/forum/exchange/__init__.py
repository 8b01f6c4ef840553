"""The programme as files: our own record of it, pretalx and frab JSON, schedule XML, calendars. No row is touched."""
