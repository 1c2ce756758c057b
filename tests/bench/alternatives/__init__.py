"""What a user would pick instead of whomet, on the same rows and the same question."""
