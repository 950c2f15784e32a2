"""What tests stand on: real servers, a real browser, and pytest's plugin (`config.testing.plugin`)."""
