"""Opening what was named: files, folders, archives, stdin, addresses. Bytes under the caps, nothing unpacked."""
