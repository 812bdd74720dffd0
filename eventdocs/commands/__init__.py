"""What a user asks for: one module per command, without the command line."""
