"""One pair of functions per value: row from value, value from row. Each is the other's inverse."""
