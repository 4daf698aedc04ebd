"""The index: passages, their embeddings and terms, and what keeps them in step with the articles."""
