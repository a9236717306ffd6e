"""Drawn examples for the rules: a picture that a rule passes, and one that it notices."""
