"""Rounds of co-funded projects and published budgeting elections."""
