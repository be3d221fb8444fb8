"""The local workspace: the sandbox seeded with an organisation, and Steward attached to it."""
