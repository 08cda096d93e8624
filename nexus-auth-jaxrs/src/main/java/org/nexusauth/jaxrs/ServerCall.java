package org.nexusauth.jaxrs;

import java.lang.invoke.MethodHandle;

/** Calls a method of the server that was looked up by its name. */
final class ServerCall {
  private ServerCall() {}

  /** Calls a method that throws nothing that is checked. */
  static Object of(MethodHandle method, Object... arguments) {
    try {
      return throwing(method, arguments);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a method, and throws what it throws. */
  static Object throwing(MethodHandle method, Object... arguments) throws Exception {
    try {
      return method.invokeWithArguments(arguments);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
