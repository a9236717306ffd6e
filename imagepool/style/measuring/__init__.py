"""What rules measure with: edges, lines, signs, faces, colors, words; each blind to concepts."""
