"""What the pages of the observatory show: filters, figures in words, charts and maps drawn on the server."""
