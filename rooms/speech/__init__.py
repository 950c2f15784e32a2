"""What is typed into the chat: commands, addresses, marked-up words, mentions. Nothing here writes to a room."""
