"""One module a resource: parse, one domain call, answer."""
