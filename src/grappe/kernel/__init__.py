"""Plain vocabulary of the programme; standard library only."""
