"""From responses to words, and the guard that lets only approved words out."""
