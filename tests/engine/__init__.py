"""The tests of the engine: what a person presses, types, says or sends becomes an answer."""
