"""What a delivered original keeps of its own metadata, and what stays behind.

Renditions are written from a white list; an original is what its photographer made, so what the
pool knows nothing of (exposure, lens, ratings, instructions, foreign namespaces) stays in it.
"""
