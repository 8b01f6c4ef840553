"""Grappe: the open system for competitiveness-cluster programmes."""
