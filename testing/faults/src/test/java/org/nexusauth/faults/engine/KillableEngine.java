package org.nexusauth.faults.engine;

/** An engine in processes of its own. Not thread-safe. */
public interface KillableEngine extends Engine {

  /** Ends it as {@code kill -9} does. */
  void kill();

  /** Starts it again where it was, with the data that it had. */
  void restart();

  /** Stops its processes, which keep their connections and do not answer. */
  void pause();

  /** Lets them go on. */
  void resume();

  /** Deletes all that is kept in it about limits, as an operator may. */
  void emptyLimits();
}
