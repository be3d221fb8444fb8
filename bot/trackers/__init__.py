"""Issue trackers, as developers use them beside the channel: one small interface, a module for each."""
