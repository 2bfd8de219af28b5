"""What happens: plain synchronous functions that decide. They know no channel, clock or network."""
