"""Mail: letters are handed to a mail server, and what comes back is read."""
