package org.nexusauth.benchmarks.peer;

import java.util.concurrent.Callable;

/** Checks keys as an application would that is set up once and called for each request. */
@FunctionalInterface
public interface KeyCheck {

  /**
   * Checks a key.
   *
   * @param key the key's text
   * @return what the library makes of a good key
   * @throws Exception of the library's own kind, for a key that is not good
   */
  Object check(String key) throws Exception;

  /** Returns the check of one key, with whatever is not part of the measured work already done. */
  default Callable<Object> of(String key) {
    return () -> check(key);
  }
}
