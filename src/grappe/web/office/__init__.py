"""The workspace of cluster and programme officers."""
