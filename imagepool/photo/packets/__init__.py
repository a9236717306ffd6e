"""Writing what a delivered file says about itself: the parts of the packet."""
