"""What may be done with a picture, and how it is proven: pure judgement, no clock, no store."""
