"""How the names model is made: shapes of sentences, values for their slots, training. Not part of the wheel."""
