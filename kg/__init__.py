"""Discourse KG: who said what, and how the claims stand to one another."""
