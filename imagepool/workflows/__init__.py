"""What people do with a pool: one file per act, each act one transaction."""
