package org.nexusauth.faults.engine;

import java.nio.file.Path;

/** The engines that nodes share. */
public enum Engines {
  /** PostgreSQL. */
  POSTGRESQL {
    @Override
    public Engine start(Path folder) {
      return Postgres.start(folder);
    }
  },
  /** H2 as a server. */
  H2 {
    @Override
    public Engine start(Path folder) {
      return H2Server.start(folder);
    }
  },
  /** Redis. */
  REDIS {
    @Override
    public Engine start(Path folder) {
      return Redis.start(folder);
    }
  };

  /** Starts one; its files are below a folder where it does not choose one itself. */
  public abstract Engine start(Path folder);
}
