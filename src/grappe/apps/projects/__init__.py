"""Collaborative projects, their consortia, costs and aid."""
