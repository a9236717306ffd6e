"""Limits that come from a region's own photos, and how far its curators agree with them."""
