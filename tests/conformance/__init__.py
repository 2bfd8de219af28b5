"""What every channel must do, as one table, and a phone on each messenger to try it with."""
