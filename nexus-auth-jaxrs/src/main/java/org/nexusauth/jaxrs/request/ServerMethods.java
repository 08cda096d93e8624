package org.nexusauth.jaxrs.request;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Finds and calls public methods of the server by name, since no other server has them. */
final class ServerMethods {
  private ServerMethods() {}

  static MethodHandle find(Class<?> type, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup().unreflect(type.getMethod(name, parameters));
  }

  static MethodHandle findConstructor(Class<?> type, Class<?>... parameters)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup().unreflectConstructor(type.getConstructor(parameters));
  }

  /** Calls a method that throws no checked exception. */
  static Object callUnchecked(MethodHandle method, Object... arguments) {
    try {
      return callThrowing(method, arguments);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a method, and throws what it throws. */
  static Object callThrowing(MethodHandle method, Object... arguments) throws Exception {
    try {
      return method.invokeWithArguments(arguments);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
