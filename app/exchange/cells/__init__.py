"""What one cell means. Pure: text in, a value out, or BadCell with the reason and what to do."""
