"""Matching: whether one picture shows another, or a part of it, and how the two lie on each other.

Places are in the frame of their picture: its long edge measures 1024, whatever its pixels.
"""
