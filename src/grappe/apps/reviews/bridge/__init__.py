"""Between the rows of the reviews and the engines."""
