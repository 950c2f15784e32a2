"""The socket half of live play: handshake, credits, heartbeat, hub, wire, back-pressure. Knows neither rooms nor logs."""
