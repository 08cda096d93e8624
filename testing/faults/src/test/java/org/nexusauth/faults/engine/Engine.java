package org.nexusauth.faults.engine;

/** A server that keeps revocations. */
public interface Engine extends AutoCloseable {

  /** Returns an empty database of its own for one test. */
  Database create();

  @Override
  void close();
}
