"""The contact sheet's template, its words, and what the template is filled with."""
