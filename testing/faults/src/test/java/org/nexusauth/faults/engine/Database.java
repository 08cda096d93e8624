package org.nexusauth.faults.engine;

import java.util.Map;
import java.util.function.IntFunction;

/**
 * One test's part of an engine.
 *
 * @param name for people
 * @param port where the engine listens
 * @param settings a gate's properties to use it, by the port where it or what stands before it is
 */
public record Database(String name, int port, IntFunction<Map<String, String>> settings) {

  @Override
  public String toString() {
    return name;
  }
}
