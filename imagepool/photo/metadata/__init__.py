"""Reading what a file says about itself: EXIF, IPTC-IIM and XMP, each in a module of its own."""
