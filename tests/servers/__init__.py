"""The real parts that the tests start for themselves: PostgreSQL and an S3 server."""
