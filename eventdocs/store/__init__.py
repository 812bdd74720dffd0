"""What touches the disk; no other room opens a user's file."""
