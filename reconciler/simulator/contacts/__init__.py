"""The address book: people, departments, tags, and what an app may see of them."""
