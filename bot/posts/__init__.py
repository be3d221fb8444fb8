"""The posts that are shipped: data, one YAML file each, named by its key."""
