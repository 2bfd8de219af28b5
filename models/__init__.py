"""What is remembered: plain data and tables. Imports nothing of the floors above."""
