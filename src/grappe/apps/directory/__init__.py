"""The register: clusters, organisations, memberships."""
