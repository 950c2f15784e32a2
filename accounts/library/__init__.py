"""What the libraries of maps and of sounds share: folders (`accounts.models.folder`), tags, bulk changes, uploads in
pieces, and the socket that tells an open page what changed. It knows neither of them; each names its own models.
"""
