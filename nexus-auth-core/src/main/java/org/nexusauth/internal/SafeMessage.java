package org.nexusauth.internal;

/** What extensions throw, as logs may show it: its kind and its place. */
public final class SafeMessage {
  private SafeMessage() {}

  /** Returns the type and where it was thrown. The message is left out: it may quote anything. */
  public static String describe(Throwable problem) {
    StackTraceElement[] trace = problem.getStackTrace();
    String type = problem.getClass().getName();
    return trace.length == 0 ? type : type + " at " + trace[0];
  }
}
