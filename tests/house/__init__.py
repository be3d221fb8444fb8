"""What holds in every state: one table a question, asked through what people can do and see."""
