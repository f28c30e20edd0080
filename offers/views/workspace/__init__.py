"""The pages on which partners look after their offers."""
