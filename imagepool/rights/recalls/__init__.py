"""Recalls: calling back what went out, and telling who holds it."""
