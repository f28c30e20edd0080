"""What the page of one offer says: the rows it needs in few queries, and the words for them."""
