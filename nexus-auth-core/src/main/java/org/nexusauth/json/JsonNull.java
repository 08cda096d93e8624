package org.nexusauth.json;

/** The JSON literal {@code null} as a claim's value. */
public enum JsonNull {
  /** The one value. */
  NULL;

  /** Returns {@code null}, as in JSON. */
  @Override
  public String toString() {
    return "null";
  }
}
