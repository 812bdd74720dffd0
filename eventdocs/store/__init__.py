"""Access to files, programs and the network; no other layer opens a file of the user."""
