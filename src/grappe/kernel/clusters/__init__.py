"""The clusters of the programme as facts: who they were, when, and what became of them."""
