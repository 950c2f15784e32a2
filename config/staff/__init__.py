"""What only the composition root can show staff: how the server is, and its slow work."""
