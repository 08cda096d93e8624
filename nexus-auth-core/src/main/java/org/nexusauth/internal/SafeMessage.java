package org.nexusauth.internal;

/** Describes exceptions of extensions without their messages, which may quote anything. */
public final class SafeMessage {
  private SafeMessage() {}

  /** Returns the type and where it was thrown. */
  public static String describe(Throwable problem) {
    StackTraceElement[] trace = problem.getStackTrace();
    String type = problem.getClass().getName();
    if (trace.length == 0) {
      return type;
    }
    return type + " at " + trace[0];
  }
}
