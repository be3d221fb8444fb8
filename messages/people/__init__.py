"""What Steward says about people: who is away."""
