"""The one door between the rows of the calls and the state-aid engine."""
