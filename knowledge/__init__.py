"""What the assistant knows: records with their sources, loaded from YAML into a database and searched there."""
