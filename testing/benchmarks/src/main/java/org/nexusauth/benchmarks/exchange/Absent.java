package org.nexusauth.benchmarks.exchange;

import java.lang.reflect.Proxy;

/** Objects of which nothing is there: their methods return null. */
final class Absent {
  private Absent() {}

  /** Returns one of an interface's type. */
  static <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> null));
  }
}
