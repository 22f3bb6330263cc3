"""Our verdict is pySHACL's, result by result, on everything there is to judge."""
