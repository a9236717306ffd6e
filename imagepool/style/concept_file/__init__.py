"""How a concept file is read: its shape, its soundness, and the line on which an error stands."""
