"""The commands, one a file: ``add`` declares the arguments, ``execute`` does it and returns the exit status."""
