"""Captions: whom a press caption names."""
