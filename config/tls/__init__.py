"""A certificate for a home network: made by an authority of this server's own, which phones are told to trust once."""
