"""From a message to commands: the pending question, repair words, intents, knowledge."""
