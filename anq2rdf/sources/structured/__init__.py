"""The readers of the structured forms: open-data JSON and XML, the legacy XML, the archive of the Journal officiel."""
