package org.nexusauth.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.Objects;

/**
 * What the JDK remembers of records.
 *
 * <p>JDK 17 makes a record's {@code equals}, {@code hashCode} and {@code toString} from a few
 * handles of its own, and each of these keeps the types that it was last adapted to. So the record
 * of an application that was used last keeps that application's class loader, and all of its
 * classes, after it was undeployed. Later JDKs give it up when memory is short.
 */
public final class RecordClassLoaderLeak {
  private static final Class<?> ANY = String.class;

  private RecordClassLoaderLeak() {}

  /**
   * Lets the JDK remember a class of its own instead of whichever record came last. Records work as
   * before. Whether this helps depends on the JDK; it harms none.
   */
  public static void forgetLast() {
    try {
      Lookup lookup = MethodHandles.lookup();
      MethodHandle component =
          lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
      make(lookup, "equals", MethodType.methodType(boolean.class, ANY, Object.class), component);
      make(lookup, "hashCode", MethodType.methodType(int.class, ANY), component);
      make(lookup, "toString", MethodType.methodType(String.class, ANY), component);
    } catch (Throwable ignored) { // A JDK that makes records otherwise has nothing to forget.
      return;
    }
  }

  private static void make(Lookup lookup, String method, MethodType type, MethodHandle component)
      throws Throwable {
    // What it made is of no use; that it was made is.
    Objects.requireNonNull(
        ObjectMethods.bootstrap(lookup, method, type, ANY, "component", component));
  }
}
