"""What HR does about pay, by the command line alone."""
