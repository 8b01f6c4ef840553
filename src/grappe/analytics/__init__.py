"""Large tables: expressions that run in process or on a cluster."""
