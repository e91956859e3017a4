"""Reports in: by hand, from files, feeds, mail and archives; read, stored, counted, told of."""
