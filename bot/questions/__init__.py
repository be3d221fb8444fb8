"""The questions of a 360 input that are shipped: data, one YAML file a set, named by its key."""
