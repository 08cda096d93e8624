package org.nexusauth.faults.crash;

import java.util.Map;

/** A process that keeps revocations and is killed again and again. Used by one thread. */
interface Victim extends AutoCloseable {

  /** Lets a process live, and kills it. */
  void liveAndDie(ProcessLifetime lifetime, Acknowledged acknowledged) throws Exception;

  /** Returns a gate's properties to read what it has kept. */
  Map<String, String> settings();

  @Override
  void close();
}
