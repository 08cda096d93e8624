package org.nexusauth.jaxrs.request;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * An object of the current request that was injected once for all requests. Jersey's proxies look
 * the object up at every call, which costs more than the whole check of a key, so the object itself
 * is taken out of them once a request. Other implementations' proxies are used as they are.
 *
 * @param proxy what JAX-RS injected
 * @param make returns the object of the current request; null where the proxy has no such method
 */
record Hk2Proxy<T>(T proxy, @Nullable MethodHandle make) {
  private static final String HK2 = "org.glassfish.hk2.api.ProxyCtl";

  static <T> Hk2Proxy<T> of(T proxy) {
    for (Class<?> type : proxy.getClass().getInterfaces()) {
      if (type.getName().equals(HK2)) {
        return new Hk2Proxy<>(proxy, findMake(type));
      }
    }
    return new Hk2Proxy<>(proxy, null);
  }

  private static @Nullable MethodHandle findMake(Class<?> type) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(type, "__make", MethodType.methodType(Object.class))
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null; // another version of it: the proxy works, too
    }
  }

  /** Returns the object of the current request. */
  @SuppressWarnings("unchecked") // It is what the proxy represents, of the same interface.
  T current() {
    if (make == null) {
      return proxy;
    }
    try {
      return (T) (Object) make.invokeExact((Object) proxy);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
