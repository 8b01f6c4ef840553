"""Load on the site as it is served: the opening hour of a Forum, and agendas read again and again."""
