"""What flows may ask of the business systems and of our own tickets."""
