"""Events on their way out to an app: who hears, encrypted, delivered."""
