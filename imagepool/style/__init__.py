"""The image-style concept as a program: a region's requirements, measured on each photo."""
