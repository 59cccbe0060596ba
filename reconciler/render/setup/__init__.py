"""What a company's own repository begins with."""
