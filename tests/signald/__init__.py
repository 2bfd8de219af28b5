"""A loopback server that speaks what signal-cli's own HTTP daemon speaks (events and JSON-RPC), with faults."""
