"""What runs inside the peers' own environments: these files import nothing of ours."""
