"""How a check is told: as text, as JSON, as a contact sheet, and against what is known."""
