"""Names, counts and sentences that every face shares."""
