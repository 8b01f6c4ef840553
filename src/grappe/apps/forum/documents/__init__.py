"""Documents on paper, set with typst."""
